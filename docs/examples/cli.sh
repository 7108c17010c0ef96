#!/bin/sh
# The same with the command line. In parallel jobs give each its own MAYFLY_INBOX instead of "the last one made".
set -eu
: "${APP_URL:=http://localhost:4000}"

address=$(npx mayfly new --ttl 10)
curl -fsS -o /dev/null -d "email=$address" "$APP_URL/sign-up"
code=$(npx mayfly wait --for otp --timeout 30 --from shop.example)
curl -fsS -d "again=$address&code=$code" "$APP_URL/verify"
npx mayfly rm >&2

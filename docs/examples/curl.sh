#!/bin/sh
# An inbox, a sign-up, the code: with nothing but curl and sed.
set -eu
: "${MAYFLY_URL:=http://localhost:3000}" "${APP_URL:=http://localhost:4000}"

field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

inbox=$(curl -fsS -X POST "$MAYFLY_URL/api/v1/mailboxes?ttl_minutes=10")
address=$(echo "$inbox" | field address)
token=$(echo "$inbox" | field session_token)

curl -fsS -o /dev/null -d "email=$address" "$APP_URL/sign-up"

code=$(curl -fsS -H "Authorization: Bearer $token" \
  "$MAYFLY_URL/api/v1/mailboxes/$address/messages/wait?for=otp&timeout=30" | field otp)

curl -fsS -d "again=$address&code=$code" "$APP_URL/verify"

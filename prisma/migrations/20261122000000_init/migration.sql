-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "plans" (
    "id" TEXT NOT NULL,
    "default_ttl_minutes" INTEGER NOT NULL,
    "max_ttl_minutes" INTEGER NOT NULL,
    "max_active_mailboxes" INTEGER NOT NULL,
    "max_messages_per_mailbox" INTEGER NOT NULL,
    "max_message_bytes" INTEGER NOT NULL,
    "requests_per_minute" INTEGER NOT NULL,
    "max_api_keys" INTEGER NOT NULL,
    "max_webhooks" INTEGER NOT NULL,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT,
    "password_hash" TEXT,
    "plan_id" TEXT NOT NULL DEFAULT 'free',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sessions_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "is_read_only" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailboxes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ttl_minutes" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "ended_at" TIMESTAMPTZ(3),
    "owner_type" TEXT NOT NULL,
    "owner_id" UUID,
    "session_token_hash" BYTEA,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "message_count" INTEGER NOT NULL DEFAULT 0,
    "unread_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "mailboxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "is_read" BOOLEAN NOT NULL DEFAULT false,
    "size" INTEGER NOT NULL,
    "mail_from" TEXT NOT NULL,
    "rcpt_to" TEXT NOT NULL,
    "client_name" TEXT NOT NULL,
    "client_ip" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "tls" TEXT,
    "duration_ms" INTEGER NOT NULL,
    "from_name" TEXT,
    "from_address" TEXT,
    "to_list" JSONB NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id" TEXT,
    "date" TIMESTAMPTZ(3),
    "raw" BYTEA NOT NULL,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unparsed_messages" (
    "mailbox_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "message_id" UUID NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unparsed_messages_pkey" PRIMARY KEY ("mailbox_id","seq")
);

-- CreateTable
CREATE TABLE "message_contents" (
    "message_id" UUID NOT NULL,
    "parsed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "preview" TEXT NOT NULL,
    "body_text" TEXT,
    "body_html" TEXT,
    "safe_html" TEXT,
    "cc" JSONB NOT NULL,
    "reply_to" JSONB NOT NULL,
    "headers" JSONB NOT NULL,
    "attachments" JSONB NOT NULL,
    "attachment_count" INTEGER NOT NULL,
    "codes" JSONB NOT NULL,
    "links" JSONB NOT NULL,
    "otp" TEXT,
    "verification_link" TEXT,
    "parse_error" TEXT,
    "search" tsvector,

    CONSTRAINT "message_contents_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" BIGSERIAL NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" TEXT NOT NULL,
    "smtp_code" INTEGER,
    "reason" TEXT,
    "from_domain" TEXT,
    "client_name" TEXT NOT NULL,
    "tls" TEXT,
    "size" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "message_id" UUID,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "mailbox_id" UUID,
    "url" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "events" TEXT[],
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retired_addresses" (
    "address" TEXT NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retired_addresses_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "key_hash" BYTEA NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "salt" BYTEA NOT NULL,
    "answer" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("key_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_user_id_idx" ON "api_keys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "mailboxes_address_key" ON "mailboxes"("address");

-- CreateIndex
CREATE INDEX "mailboxes_due_idx" ON "mailboxes"("expires_at") WHERE ("is_active" = true);

-- CreateIndex
CREATE INDEX "mailboxes_owner_idx" ON "mailboxes"("owner_id", "is_active");

-- CreateIndex
CREATE INDEX "mailboxes_session_idx" ON "mailboxes"("session_token_hash", "is_active");

-- CreateIndex
CREATE INDEX "mailboxes_ended_idx" ON "mailboxes"("ended_at") WHERE ("is_active" = false);

-- CreateIndex
CREATE UNIQUE INDEX "messages_mailbox_seq_key" ON "messages"("mailbox_id", "seq");

-- CreateIndex
CREATE INDEX "unparsed_messages_stored_idx" ON "unparsed_messages"("stored_at");

-- CreateIndex
CREATE INDEX "deliveries_mailbox_at_idx" ON "deliveries"("mailbox_id", "at", "id");

-- CreateIndex
CREATE INDEX "webhooks_user_id_idx" ON "webhooks"("user_id");

-- CreateIndex
CREATE INDEX "webhooks_mailbox_id_idx" ON "webhooks"("mailbox_id");

-- CreateIndex
CREATE INDEX "retired_addresses_available_at_idx" ON "retired_addresses"("available_at");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_contents" ADD CONSTRAINT "message_contents_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the data model cannot say ------------------------------------------------------------------------------------

-- Alive is defined once, by the database's clock and half-open: readers, writers and the delivering statement ask here.
CREATE VIEW "live_mailboxes" AS
    SELECT * FROM "mailboxes" WHERE "is_active" AND "expires_at" > now();

-- Counters change with every delivery: room on the page keeps those updates out of the indexes (HOT).
ALTER TABLE "mailboxes" SET (fillfactor = 70);

-- A queue is always nearly empty: keep its dead rows few.
ALTER TABLE "unparsed_messages" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Compressing mail by pglz costs more than storing it; lz4 is cheap where the server was built with it.
DO $$
BEGIN
    EXECUTE 'ALTER TABLE "messages" ALTER COLUMN "raw" SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported THEN
    ALTER TABLE "messages" ALTER COLUMN "raw" SET STORAGE EXTERNAL;
END
$$;

ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_owner_type_check"
    CHECK ("owner_type" IN ('anonymous', 'user', 'api', 'mcp'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_result_check"
    CHECK ("result" IN ('accepted', 'refused'));

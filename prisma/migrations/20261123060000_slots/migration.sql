-- The bulk of messages (bytes and contents) lies in tables cut into six slots, one for each twelve hours in which it is due
-- for the purge, used in turn: the purge truncates a slot instead of deleting from it. No foreign key leads there, so that
-- purged mailboxes need not be looked up; a row without its message cannot be reached and leaves with its slot.
ALTER TABLE "message_contents" DROP CONSTRAINT "message_contents_message_id_fkey";
ALTER TABLE "message_contents" DROP CONSTRAINT "message_contents_pkey";
DROP INDEX "message_contents_search_idx";
ALTER TABLE "message_contents" RENAME TO "contents_before";

DROP TRIGGER "tell_of_read_mark" ON "messages";
ALTER TABLE "messages" DROP CONSTRAINT "messages_mailbox_id_fkey";
ALTER TABLE "messages" DROP CONSTRAINT "messages_pkey";
DROP INDEX "messages_mailbox_seq_key";
ALTER TABLE "messages" RENAME TO "sources_before";

-- What is stored already may be due at any time: it goes to the slot that is emptied last.
DO $$
DECLARE
    "last" INT := floor(extract(epoch FROM now() + interval '48 hours') / 43200)::BIGINT % 6;
BEGIN
    EXECUTE format('ALTER TABLE "sources_before" ADD COLUMN "slot" SMALLINT NOT NULL DEFAULT %s', "last");
    EXECUTE format('ALTER TABLE "contents_before" ADD COLUMN "slot" SMALLINT NOT NULL DEFAULT %s', "last");
END
$$;
ALTER TABLE "sources_before" ALTER COLUMN "slot" DROP DEFAULT;
ALTER TABLE "contents_before" ALTER COLUMN "slot" DROP DEFAULT;

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "slot" SMALLINT NOT NULL,
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
    "date" TIMESTAMPTZ(3)
);

INSERT INTO "messages"
SELECT "id", "mailbox_id", "seq", "slot", "received_at", "is_read", "size", "mail_from", "rcpt_to", "client_name", "client_ip",
    "protocol", "tls", "duration_ms", "from_name", "from_address", "to_list", "subject", "message_id", "date"
FROM "sources_before";

ALTER TABLE "messages" ADD CONSTRAINT "messages_pkey" PRIMARY KEY ("id");

-- CreateIndex: list order, keyset cursor and replay in one
CREATE UNIQUE INDEX "messages_mailbox_seq_key" ON "messages"("mailbox_id", "seq");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_mailbox_id_fkey" FOREIGN KEY ("mailbox_id") REFERENCES "mailboxes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER "tell_of_read_mark" AFTER UPDATE OF "is_read" ON "messages"
    FOR EACH ROW WHEN (OLD."is_read" <> NEW."is_read") EXECUTE FUNCTION tell_of_read_mark();

-- The columns that `messages` has now; the bytes stay where they lie.
ALTER TABLE "sources_before"
    DROP COLUMN "id", DROP COLUMN "received_at", DROP COLUMN "is_read", DROP COLUMN "size", DROP COLUMN "mail_from",
    DROP COLUMN "rcpt_to", DROP COLUMN "client_name", DROP COLUMN "client_ip", DROP COLUMN "protocol", DROP COLUMN "tls",
    DROP COLUMN "duration_ms", DROP COLUMN "from_name", DROP COLUMN "from_address", DROP COLUMN "to_list",
    DROP COLUMN "subject", DROP COLUMN "message_id", DROP COLUMN "date";

-- Compression of raw and storage of search_signature are what they were.
CREATE TABLE "message_sources" (LIKE "sources_before" INCLUDING STORAGE INCLUDING COMPRESSION) PARTITION BY LIST ("slot");
CREATE TABLE "message_contents" (LIKE "contents_before" INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION)
    PARTITION BY LIST ("slot");

-- reading one; the walk through a slot before it is emptied
ALTER TABLE "message_sources" ADD CONSTRAINT "message_sources_pkey" PRIMARY KEY ("mailbox_id", "seq", "slot");
-- reading one; for GET /messages with q: the signatures of one mailbox, newest first, read from the index alone
ALTER TABLE "message_contents" ADD CONSTRAINT "message_contents_pkey" PRIMARY KEY ("mailbox_id", "seq", "slot")
    INCLUDE ("search_signature");

DO $$
DECLARE
    "bulk" TEXT;
    "before" TEXT;
    "last" INT := floor(extract(epoch FROM now() + interval '48 hours') / 43200)::BIGINT % 6;
BEGIN
    FOR "bulk", "before" IN VALUES ('message_sources', 'sources_before'), ('message_contents', 'contents_before') LOOP
        IF EXISTS (SELECT FROM "messages") THEN
            EXECUTE format('ALTER TABLE %I RENAME TO %I', "before", "bulk" || '_' || "last");
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', "bulk", "bulk" || '_' || "last", "last");
        ELSE
            EXECUTE format('DROP TABLE %I', "before");
        END IF;
        FOR "slot" IN 0..5 LOOP
            EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES IN (%s)',
                "bulk" || '_' || "slot", "bulk", "slot");
            -- Nothing is gained by looking through what is only ever added: it is read by index, and goes as a whole.
            EXECUTE format('ALTER TABLE %I SET (autovacuum_vacuum_insert_threshold = -1, toast.autovacuum_vacuum_insert_threshold = -1)',
                "bulk" || '_' || "slot");
        END LOOP;
    END LOOP;
END
$$;

-- As before, by the way that leads to one slot.
CREATE OR REPLACE FUNCTION "tell_of_readable"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    webhook_ids uuid[];
    mailbox_ids uuid[];
BEGIN
    IF NOT EXISTS (SELECT FROM webhooks WHERE is_enabled) THEN RETURN NULL; END IF;
    WITH told AS (
        INSERT INTO webhook_events (webhook_id, mailbox_id, address, type, position, seq, message_id)
        SELECT w.id, b.id, b.address, 'new_message', 2 * s.seq::bigint, s.seq, s.message_id
        FROM settled s
        JOIN live_mailboxes b ON b.id = s.mailbox_id
        JOIN webhooks w ON w.user_id = b.owner_id AND (w.mailbox_id IS NULL OR w.mailbox_id = b.id)
        JOIN messages m ON m.id = s.message_id
        JOIN message_contents c ON c.slot = m.slot AND c.mailbox_id = m.mailbox_id AND c.seq = m.seq
        WHERE w.is_enabled AND 'new_message' = ANY (w.events)
        RETURNING webhook_id, mailbox_id)
    SELECT array_agg(webhook_id), array_agg(mailbox_id) INTO webhook_ids, mailbox_ids FROM told;
    IF webhook_ids IS NOT NULL THEN PERFORM ring_webhooks(webhook_ids, mailbox_ids); END IF;
    RETURN NULL;
END
$$;

-- A webhook of one mailbox outlives the purge of it: its last events may still be on their way. So it keeps the address
-- beside the id, and the purge takes it away once nothing is left to tell.
ALTER TABLE "webhooks" DROP CONSTRAINT "webhooks_mailbox_id_fkey";
ALTER TABLE "webhooks" ADD COLUMN "address" TEXT,
    ADD COLUMN "disabled_reason" TEXT,
    ADD COLUMN "failing_since" TIMESTAMPTZ(3),
    ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "retry_at" TIMESTAMPTZ(3),
    ADD COLUMN "probe_until" TIMESTAMPTZ(3);
ALTER TABLE "webhooks" ALTER COLUMN "events" SET NOT NULL;

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" BIGSERIAL NOT NULL,
    "webhook_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "position" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "message_id" UUID,
    "mailbox" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_attempts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "webhook_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event_id" UUID NOT NULL,
    "event" JSONB NOT NULL,
    "attempt" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "status" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "error" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex: the next event of a mailbox for a webhook; whether any is left
CREATE INDEX "webhook_events_next_idx" ON "webhook_events"("webhook_id", "mailbox_id", "position", "number");

-- CreateIndex: a webhook's log, newest first, and what of it is too old to keep
CREATE INDEX "webhook_attempts_log_idx" ON "webhook_attempts"("webhook_id", "at", "id");

-- AddForeignKey
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the data model cannot say ------------------------------------------------------------------------------------

-- A queue is always nearly empty: keep its dead rows few.
ALTER TABLE "webhook_events" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_result_check"
    CHECK ("result" IN ('delivered', 'failed', 'given_up'));

-- Events are written by triggers, in the transaction of what they tell, so no path that changes a row can forget them.
-- None of them stands on the delivering statement: it inserts into messages and unparsed_messages and raises counters.

-- Wakes the worker for these webhooks and mailboxes, when this transaction commits. A job that waits keeps its time: it
-- may be backing off. Always in one order, so that two transactions cannot wait for each other.
CREATE FUNCTION "ring_webhooks"(webhook_ids uuid[], mailbox_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count(*) FROM graphile_worker.add_jobs((
        SELECT array_agg((
            'deliver_webhook', json_build_object('webhookId', w, 'mailboxId', m), NULL, NULL, NULL,
            'webhook:' || w || ':' || m, NULL, NULL)::graphile_worker.job_spec ORDER BY w, m)
        FROM (SELECT DISTINCT w, m FROM unnest(webhook_ids, mailbox_ids) AS pairs (w, m)) AS distinct_pairs), true);
END
$$;

-- Position: after every message there was at that moment, and before the next one.
CREATE FUNCTION "tell_of_messages"(mailbox uuid, what text, seqs int[], ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    webhook_ids uuid[];
    mailbox_ids uuid[];
BEGIN
    WITH told AS (
        INSERT INTO webhook_events (webhook_id, mailbox_id, address, type, position, seq, message_id)
        SELECT w.id, b.id, b.address, what, 2 * b.last_seq::bigint + 1, m.seq, m.id
        FROM live_mailboxes b
        JOIN webhooks w ON w.user_id = b.owner_id AND (w.mailbox_id IS NULL OR w.mailbox_id = b.id)
        CROSS JOIN unnest(seqs, ids) WITH ORDINALITY AS m (seq, id, place)
        WHERE b.id = mailbox AND w.is_enabled AND what = ANY (w.events)
        ORDER BY m.place
        RETURNING webhook_id, mailbox_id)
    SELECT array_agg(webhook_id), array_agg(mailbox_id) INTO webhook_ids, mailbox_ids FROM told;
    IF webhook_ids IS NOT NULL THEN PERFORM ring_webhooks(webhook_ids, mailbox_ids); END IF;
END
$$;

-- A message that leaves the list of the unparsed with contents has become readable.
CREATE FUNCTION "tell_of_readable"() RETURNS trigger LANGUAGE plpgsql AS $$
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
        JOIN message_contents c ON c.message_id = s.message_id
        WHERE w.is_enabled AND 'new_message' = ANY (w.events)
        RETURNING webhook_id, mailbox_id)
    SELECT array_agg(webhook_id), array_agg(mailbox_id) INTO webhook_ids, mailbox_ids FROM told;
    IF webhook_ids IS NOT NULL THEN PERFORM ring_webhooks(webhook_ids, mailbox_ids); END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "tell_of_readable" AFTER DELETE ON "unparsed_messages"
    REFERENCING OLD TABLE AS settled FOR EACH STATEMENT EXECUTE FUNCTION tell_of_readable();

CREATE FUNCTION "tell_of_read_mark"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_of_messages(NEW.mailbox_id, 'message_updated', ARRAY[NEW.seq], ARRAY[NEW.id]);
    RETURN NULL;
END
$$;

CREATE TRIGGER "tell_of_read_mark" AFTER UPDATE OF "is_read" ON "messages"
    FOR EACH ROW WHEN (OLD."is_read" <> NEW."is_read") EXECUTE FUNCTION tell_of_read_mark();

-- The state as it was at that moment, in the words of the API: a mailbox's end is told even after its purge.
CREATE FUNCTION "tell_of_mailbox"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text := CASE WHEN NEW.is_active THEN 'mailbox_updated'
                      WHEN NEW.ended_at < NEW.expires_at THEN 'mailbox_deleted'
                      ELSE 'mailbox_expired' END;
    wire text := 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
    webhook_ids uuid[];
    mailbox_ids uuid[];
BEGIN
    WITH told AS (
        INSERT INTO webhook_events (webhook_id, mailbox_id, address, type, position, seq, mailbox)
        SELECT w.id, NEW.id, NEW.address, what,
            CASE WHEN NEW.is_active THEN 2 * NEW.last_seq::bigint + 1 ELSE 9223372036854775807 END, NEW.last_seq,
            jsonb_build_object(
                'address', NEW.address, 'created_at', to_char(NEW.created_at AT TIME ZONE 'UTC', wire),
                'expires_at', to_char(NEW.expires_at AT TIME ZONE 'UTC', wire), 'ttl_minutes', NEW.ttl_minutes,
                'is_active', NEW.is_active, 'owner_type', NEW.owner_type, 'message_count', NEW.message_count,
                'unread_count', NEW.unread_count, 'last_seq', NEW.last_seq)
        FROM webhooks w
        WHERE w.user_id = NEW.owner_id AND (w.mailbox_id IS NULL OR w.mailbox_id = NEW.id)
          AND w.is_enabled AND what = ANY (w.events)
        RETURNING webhook_id, mailbox_id)
    SELECT array_agg(webhook_id), array_agg(mailbox_id) INTO webhook_ids, mailbox_ids FROM told;
    IF webhook_ids IS NOT NULL THEN PERFORM ring_webhooks(webhook_ids, mailbox_ids); END IF;
    RETURN NULL;
END
$$;

-- Deliveries raise counters only, which this trigger is not for.
CREATE TRIGGER "tell_of_mailbox" AFTER UPDATE OF "is_active", "expires_at" ON "mailboxes"
    FOR EACH ROW WHEN (NEW."owner_id" IS NOT NULL
        AND (OLD."is_active" <> NEW."is_active" OR OLD."expires_at" <> NEW."expires_at"))
    EXECUTE FUNCTION tell_of_mailbox();

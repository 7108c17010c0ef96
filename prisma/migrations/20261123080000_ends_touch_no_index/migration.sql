-- Mailboxes end by the hundred thousand. Whatever index knows of "is_active" makes each end write the row anew into all of
-- them, keys included, at random places: most of what the log gets then is pages of indexes. So the end is kept out of
-- every index, and what is due stands in a table of its own that rows only enter and leave.

-- Which mailbox to look at, and when: one row for each that is active. One that ended before its time keeps its row until
-- then or until its purge. Rows are never updated.
CREATE TABLE "expiry_queue" (
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "mailbox_id" UUID NOT NULL
);

INSERT INTO "expiry_queue" SELECT "expires_at", "id" FROM "mailboxes" WHERE "is_active" ORDER BY "expires_at";

-- For the expiry loop: due and next due, in the order in which a pass goes through them; for the row of a mailbox whose end
-- moves.
CREATE INDEX "expiry_queue_due_idx" ON "expiry_queue"("expires_at", "mailbox_id");

-- A queue is mostly what has left it: keep its dead rows few.
ALTER TABLE "expiry_queue" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);

-- By triggers, so that no path that makes or moves a mailbox can forget the queue. The flip is none of them: it takes its
-- rows along by itself.
CREATE FUNCTION "queue_new_mailboxes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO expiry_queue SELECT expires_at, id FROM made WHERE is_active;
    RETURN NULL;
END
$$;

CREATE TRIGGER "queue_new_mailboxes" AFTER INSERT ON "mailboxes"
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION "queue_new_mailboxes"();

CREATE FUNCTION "requeue_mailbox"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM expiry_queue WHERE expires_at = OLD.expires_at AND mailbox_id = OLD.id;
    INSERT INTO expiry_queue VALUES (NEW.expires_at, NEW.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER "requeue_moved_mailbox" AFTER UPDATE OF "expires_at", "is_active" ON "mailboxes"
    FOR EACH ROW WHEN (NEW."is_active" AND (OLD."expires_at" <> NEW."expires_at" OR NOT OLD."is_active"))
    EXECUTE FUNCTION "requeue_mailbox"();

-- Most that are purged have left the queue long ago, but not those that were deleted before a time that no flip has seen.
CREATE FUNCTION "unqueue_gone_mailboxes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM expiry_queue q USING gone g WHERE q.expires_at = g.expires_at AND q.mailbox_id = g.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER "unqueue_gone_mailboxes" AFTER DELETE ON "mailboxes"
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "unqueue_gone_mailboxes"();

CREATE FUNCTION "empty_expiry_queue"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM expiry_queue;
    RETURN NULL;
END
$$;

CREATE TRIGGER "empty_expiry_queue" AFTER TRUNCATE ON "mailboxes"
    FOR EACH STATEMENT EXECUTE FUNCTION "empty_expiry_queue"();

DROP INDEX "mailboxes_due_idx";

-- For a user's own mailboxes, list and count, and for the end of an account. Live ones are told by their end.
DROP INDEX "mailboxes_owner_idx";
CREATE INDEX "mailboxes_owner_idx" ON "mailboxes"("owner_id", "expires_at") WHERE ("owner_id" IS NOT NULL);

-- For an anonymous session's own mailboxes, list and count.
DROP INDEX "mailboxes_session_idx";
CREATE INDEX "mailboxes_session_idx" ON "mailboxes"("session_token_hash", "expires_at") WHERE ("session_token_hash" IS NOT NULL);

-- For the purge. "ended_at" is null where a mailbox simply expired: the flip does not write it.
DROP INDEX "mailboxes_ended_idx";
CREATE INDEX "mailboxes_end_idx" ON "mailboxes"((coalesce("ended_at", "expires_at")));

-- Rows of one page end together: room for the new version of every one of them keeps even that out of the indexes (HOT).
ALTER TABLE "mailboxes" SET (fillfactor = 45);

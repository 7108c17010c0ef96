-- Mailboxes end by the hundred thousand, and few of their owners have a webhook: whoever has none costs one index probe
-- (webhooks_user_id_idx).
DROP TRIGGER "tell_of_mailbox" ON "mailboxes";

ALTER FUNCTION "tell_of_mailbox"() RENAME TO "tell_of_owned_mailbox";

CREATE FUNCTION "has_webhook"(owner uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM webhooks WHERE user_id = owner AND is_enabled);
END
$$;

CREATE TRIGGER "tell_of_mailbox" AFTER UPDATE OF "is_active", "expires_at" ON "mailboxes"
    FOR EACH ROW WHEN (NEW."owner_id" IS NOT NULL
        AND (OLD."is_active" <> NEW."is_active" OR OLD."expires_at" <> NEW."expires_at")
        AND "has_webhook"(NEW."owner_id"))
    EXECUTE FUNCTION "tell_of_owned_mailbox"();

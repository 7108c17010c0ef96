-- Mails that came for a mailbox after its end: told to its owner with the refusal. Read by the address like the rest of
-- the row, hence no index.
ALTER TABLE "mailboxes" ADD COLUMN "refused_since" INTEGER NOT NULL DEFAULT 0;

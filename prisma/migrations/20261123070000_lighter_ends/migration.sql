-- A mailbox that ends enters every index anew that holds its row and its state, and they end by the hundred thousand.

-- For a user's own mailboxes, list and count, and for the end of an account: most mailboxes have no user.
DROP INDEX "mailboxes_owner_idx";
CREATE INDEX "mailboxes_owner_idx" ON "mailboxes"("owner_id", "is_active") WHERE ("owner_id" IS NOT NULL);

-- For an anonymous session's own mailboxes, list and count: nobody lists those that ended.
DROP INDEX "mailboxes_session_idx";
CREATE INDEX "mailboxes_session_idx" ON "mailboxes"("session_token_hash") WHERE ("is_active" = true);

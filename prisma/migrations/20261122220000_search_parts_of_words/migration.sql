-- Search finds parts of words in any script: by the words themselves (search_text), after a signature of their runs of
-- one to three characters (search_signature) has said which messages need not be read.
ALTER TABLE "message_contents"
    ADD COLUMN "mailbox_id" UUID,
    ADD COLUMN "seq" INTEGER,
    ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "search_signature" BYTEA;

-- It does not compress, and an index cannot reach what was moved out of its row's column; both would only be tried.
ALTER TABLE "message_contents" ALTER COLUMN "search_signature" SET STORAGE PLAIN;

-- What was stored before keeps its words, folded as new ones are. Without a signature its words are always read.
UPDATE "message_contents" c
SET "mailbox_id" = m."mailbox_id",
    "seq" = m."seq",
    "search_text" = coalesce(normalize(replace(replace(regexp_replace(
        normalize(array_to_string(tsvector_to_array(c."search"), ' '), NFKD),
        '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]', '', 'g'),
        U&'\03C2', U&'\03C3'), U&'\00DF', 'ss'), NFC), '')
FROM "messages" m
WHERE m."id" = c."message_id";

ALTER TABLE "message_contents"
    ALTER COLUMN "mailbox_id" SET NOT NULL,
    ALTER COLUMN "seq" SET NOT NULL,
    DROP COLUMN "search";

-- For GET /messages with q: the signatures of one mailbox, newest first, read from the index alone.
CREATE UNIQUE INDEX "message_contents_search_idx" ON "message_contents"("mailbox_id", "seq") INCLUDE ("search_signature");

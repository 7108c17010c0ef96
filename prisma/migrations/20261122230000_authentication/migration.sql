-- What SPF, DKIM and DMARC said of a message. Read and written by the message's key alone: no index.
-- AlterTable
ALTER TABLE "message_contents" ADD COLUMN "authentication" JSONB;

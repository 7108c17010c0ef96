/** Contents as the bytes that the database gets: made once, in the thread that parsed them; nobody in between reads them. */
import type { ParsedMessage } from '../schema'

/** UTF-8 JSON: the columns of message_contents as an object that lacks its first brace, since the ids go in front. */
export type EncodedContents = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

/** The buffer is its own, so it can be moved between threads. */
export function encodeContents(parsed: ParsedMessage): EncodedContents {
  return encoder.encode(JSON.stringify(toColumns(parsed)).slice(1))
}

function toColumns(parsed: ParsedMessage) {
  return {
    preview: parsed.preview,
    body_text: parsed.bodyText,
    body_html: parsed.bodyHtml,
    safe_html: parsed.safeHtml,
    cc: parsed.cc,
    reply_to: parsed.replyTo,
    headers: parsed.headers,
    attachments: parsed.attachments,
    attachment_count: parsed.attachments.length,
    codes: parsed.codes,
    links: parsed.links,
    otp: parsed.otp,
    verification_link: parsed.verificationLink,
    parse_error: parsed.parseError,
    search_text: parsed.searchText,
    search_signature: parsed.searchSignature,
  }
}

import type { ParsedMessage } from './schema'
import { toSearchText } from './search-text'

/** Contents that nothing can refuse, and the ground for those of which only a part could be read. */
export function emptyContents(parseError: string): ParsedMessage {
  return {
    preview: '',
    bodyText: null,
    bodyHtml: null,
    safeHtml: null,
    cc: [],
    replyTo: [],
    headers: [],
    attachments: [],
    codes: [],
    links: [],
    otp: null,
    verificationLink: null,
    parseError,
    ...toSearchText({ subject: '', people: [], texts: [] }),
  }
}

/**
 * What strangers wrote, for readers that might take it for orders: only what a person would see, between two marks that
 * nobody can foresee.
 */
import { randomBytes } from 'node:crypto'
import { fromHtml } from '@/lib/messages/visible/from-html'
import { fromPlainText, joinLines } from '@/lib/messages/visible/visible-text'

/** Control characters, bidirectional overrides, tags and variation selectors: text that a person cannot see. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/gu
/** HTML beyond this is not read: it would hold up everybody else's requests. */
const MAX_HTML_LENGTH = 262_144

/** Marks text with one fence; a new one for each answer. */
export type Fence = (text: string) => string

export function createFence(): Fence {
  const name = `untrusted-email-${randomBytes(16).toString('hex')}`
  return (text) => `<${name}>\n${toSeen(text)}\n</${name}>`
}

/** Without what no person would see. */
export function toSeen(text: string): string {
  return text.replace(UNSEEN, '')
}

type Bodies = { body_html: string | null; body_text: string | null }

/** The text that the message shows, at most `maxLength` UTF-16 units of it. HTML wins, as it does on a screen. */
export function toVisible({ body_html, body_text }: Bodies, maxLength: number): { text: string; isCut: boolean } {
  const fromMarkup = body_html === null ? '' : joinLines(fromHtml(body_html, MAX_HTML_LENGTH))
  const text = fromMarkup || joinLines(fromPlainText((body_text ?? '').slice(0, MAX_HTML_LENGTH)))
  const isCut = text.length > maxLength || (body_html ?? body_text ?? '').length > MAX_HTML_LENGTH
  return { text: text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, ''), isCut }
}

/**
 * Encoded words (RFC 2047) as senders write them: split inside a character, with spaces or question marks inside, in
 * quotes, in the wrong charset. Words of one charset that follow each other are decoded as one run of bytes.
 */
import libqp from 'libqp'
import { decodeText, withoutGuess } from './charset'
import { toCharset } from './charset-names'

/** The head of a word; the charset may carry a language (RFC 2231, 5). Bounded, so that a scan is linear. */
const HEAD = /=\? ?"?([\w.:()+-]{1,40})"?(?:\*[\w-]{0,20})? ?\? ?([bq]) ?\?/gi

/** A question mark that a sender left in its payload before an octet ("?=3D…?=") does not end the word. */
const END = /\?=(?![0-9A-F]{2}[^\s?]{0,80}\?=)/i

type Word = { from: number; to: number; charset: string; isBase64: boolean; payload: string }

/** Never throws. What is no encoded word stays as it is. */
export function decodeEncodedWords(text: string): string {
  let decoded = ''
  let at = 0
  let run: Word[] = []
  for (const word of findWords(text)) {
    const between = text.slice(at, word.from)
    const follows = run.length > 0 && between.trim() === ''
    if (!follows || run[0]?.charset !== word.charset) {
      decoded += decodeRun(run)
      run = []
    }
    if (!follows) decoded += between
    run.push(word)
    at = word.to
  }
  return decoded + decodeRun(run) + text.slice(at)
}

function findWords(text: string): Word[] {
  const heads = [...text.matchAll(HEAD)]
  const words: Word[] = []
  for (const [index, head] of heads.entries()) {
    const start = head.index + head[0].length
    if (head.index < (words.at(-1)?.to ?? 0)) continue
    const limit = heads[index + 1]?.index ?? text.length
    const end = findEnd(text, start, limit)
    if (!end) continue
    const payload = text.slice(start, end.at)
    words.push({
      from: head.index,
      to: end.to,
      charset: toCharset(head[1] ?? '') ?? '',
      isBase64: /b/i.test(head[2] ?? ''),
      payload,
    })
  }
  return words
}

/** Where the payload ends, and where the word does: one whose end lost its "=" is a word, one without any end is not. */
function findEnd(text: string, start: number, limit: number): { at: number; to: number } | null {
  const payload = text.slice(start, limit)
  const whole = END.exec(payload)
  if (whole) return { at: start + whole.index, to: start + whole.index + 2 }
  const trimmed = payload.trimEnd()
  const half = /\?\s*=?$/.exec(trimmed)
  return half ? { at: start + half.index, to: start + trimmed.length } : null
}

function decodeRun(run: Word[]): string {
  const [first] = run
  return first ? decodeText(Buffer.concat(toPayloads(run).map(decodePayload)), first.charset, withoutGuess) : ''
}

/** Base64 that a sender cut between words, not between groups of four, belongs together again. */
function toPayloads(run: Word[]): Pick<Word, 'payload' | 'isBase64'>[] {
  const payloads: Pick<Word, 'payload' | 'isBase64'>[] = []
  for (const { payload, isBase64 } of run) {
    const clean = isBase64 ? payload.replace(/\s+/g, '') : payload
    const last = payloads.at(-1)
    if (last?.isBase64 && isBase64 && !last.payload.endsWith('=')) last.payload += clean
    else payloads.push({ payload: clean, isBase64 })
  }
  return payloads
}

function decodePayload({ payload, isBase64 }: Pick<Word, 'payload' | 'isBase64'>): Buffer {
  if (isBase64) return Buffer.from(payload, 'base64')
  const text = payload.replace(/=\s+(?=[0-9A-F])/gi, '=').replace(/[_\s]/g, '=20')
  return libqp.decode(Buffer.from(text))
}

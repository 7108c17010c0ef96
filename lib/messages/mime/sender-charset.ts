/** The charset of header fields that hold 8-bit text and cannot say which: a guess from the whole of the message. */
import { isUtf8 } from 'node:buffer'
import { toCharset } from './charset-names'
import { detectCharset } from './detect-charset'
import type { Field } from './header-block'

const SAMPLE_BYTES = 8_192
const SHOWN = /^(subject|from|to|cc|reply-to|sender)$/i
const CHARSET = /charset\s*=\s*["']?([^\s"';]{1,40})/gi

/** Undefined where no field needs it, or nothing can be told. Senders of raw text mostly use the charset of the body. */
export function findSenderCharset(fields: Field[], body: Buffer): string | undefined {
  const shown = fields.filter(({ name, value }) => SHOWN.test(name) && /[\x80-\xff]/.test(value))
  const raw = Buffer.from(shown.map(({ value }) => value).join('\n'), 'latin1')
  if (shown.length === 0 || isUtf8(raw)) return undefined
  const head = body.subarray(0, SAMPLE_BYTES)
  const types = fields.filter(({ name }) => name.toLowerCase() === 'content-type').map(({ value }) => value)
  for (const [, declared = ''] of `${types.join('\n')}\n${head.toString('latin1')}`.matchAll(CHARSET)) {
    const charset = toCharset(declared)
    if (charset !== null && charset !== 'utf-8') return charset
  }
  return detectCharset(isUtf8(head) ? raw : Buffer.concat([raw.subarray(0, 1_024), head])) ?? undefined
}

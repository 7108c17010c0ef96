/** A mail that Mayfly sends to a mailbox on its owner's wish: the whole way of every mail, a code included. */
import { randomInt } from 'node:crypto'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { getMailbox } from '@/lib/mailboxes/mailboxes'
import { assertAllowed } from '@/lib/rate-limits'
import { deliverInbound } from './deliver-inbound'

/** For each mailbox. */
const PER_MINUTE = 10

/**
 * Resolves when the message is committed. Throws as `getMailbox` does, `rate_limited` after ten in a minute, and
 * `unavailable` when nothing was stored. The sender of the envelope is null: nobody can answer.
 */
export async function sendTestMessage(ctx: Context, viewer: Viewer, input: { address: string; clientIp: string }) {
  const { address } = await getMailbox(ctx, viewer, input.address)
  assertAllowed(await ctx.limits.hit(`test-message:${address}`, PER_MINUTE, 60))
  const raw = Buffer.from(compose(address, randomInt(100_000, 1_000_000)))
  await deliverInbound(ctx, { mailFrom: '', rcptTo: [address], clientName: 'mayfly', clientIp: input.clientIp, raw })
}

function compose(address: string, code: number): string {
  const domain = address.slice(address.indexOf('@') + 1)
  return [
    `From: Mayfly <no-reply@${domain}>`,
    `To: <${address}>`,
    'Subject: It works: here is a code',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="mayfly"',
    '',
    '--mayfly',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is what mail looks like here.',
    '',
    `Your verification code is ${code}.`,
    '',
    'Nobody has to verify anything: it only shows how codes are picked out, ready to be copied.',
    '',
    '--mayfly',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<div style="font:16px/1.5 sans-serif;max-width:34em;margin:24px;color:#1b1e1a">',
    '<p>This is what mail looks like here.</p>',
    '<p>Your verification code is</p>',
    `<p style="font-size:32px;letter-spacing:4px;margin:0;color:#0a6655"><b>${code}</b></p>`,
    '<p style="color:#5b6059">Nobody has to verify anything: it only shows how codes are picked out, ready to be copied.</p>',
    '</div>',
    '',
    '--mayfly--',
    '',
  ].join('\r\n')
}

/** What the server knows before the first byte: the visitor's inboxes, and whether the one asked for has ended. */
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { InboxApp } from '@/components/mailboxes/inbox-app'
import type { Viewer } from '@/lib/accounts/viewer'
import { type Context, getContext } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { viewerFromCookies } from '@/lib/http/viewer'
import { getMailbox, listMailboxes } from '@/lib/mailboxes/mailboxes'

type InboxProps = Parameters<typeof InboxApp>[0]

/** At most this many are offered for switching. */
const LISTED = 50

/** `address` null is the front page. A mailbox that is not the visitor's, or never was, is not found. */
export async function loadInbox(address: string | null): Promise<InboxProps> {
  const cookie = (await headers()).get('cookie')
  const ctx = getContext()
  const viewer = await viewerFromCookies(ctx, cookie)
  const ended = address === null ? null : await findEnd(ctx, viewer, address)
  const mailboxes = await listMailboxes(ctx, viewer, { limit: LISTED })
  return {
    mailboxes: mailboxes.map(({ body }) => body),
    site: {
      smtpHost: new URL(ctx.config.PUBLIC_URL).hostname,
      smtpPort: ctx.config.SMTP_PORT,
      nowMs: Date.now(),
      ended,
      domains: ctx.config.MAIL_DOMAINS,
      isSignedIn: viewer.kind === 'user',
    },
  }
}

async function findEnd(ctx: Context, viewer: Viewer, address: string): Promise<InboxProps['site']['ended']> {
  try {
    await getMailbox(ctx, viewer, address)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'mailbox_expired') return { address, how: 'expired' }
    if (error.code === 'mailbox_deleted') return { address, how: 'deleted' }
    return notFound()
  }
}

/** What the server knows before the first byte: the visitor's inboxes, the mail of the one shown, or that it has ended. */
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { InboxApp } from '@/components/mailboxes/inbox-app'
import type { Viewer } from '@/lib/accounts/viewer'
import { type Context, getContext } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { toPage } from '@/lib/http/cursor'
import { viewerFromCookies } from '@/lib/http/viewer'
import { getMailbox, listMailboxes } from '@/lib/mailboxes/mailboxes'
import { listMessages } from '@/lib/messages/messages'

type InboxProps = Parameters<typeof InboxApp>[0]

/** At most this many are offered for switching. */
const LISTED = 50
/** More than a screen shows; the rest is asked for while it is scrolled. */
const MESSAGES = 30

/** `address` null is the front page. A mailbox that is not the visitor's, or never was, is not found. */
export async function loadInbox(address: string | null): Promise<InboxProps> {
  const cookie = (await headers()).get('cookie')
  const ctx = getContext()
  const viewer = await viewerFromCookies(ctx, cookie)
  const ended = address === null ? null : await findEnd(ctx, viewer, address)
  const mailboxes = (await listMailboxes(ctx, viewer, { limit: LISTED })).map(({ body }) => body)
  const shown = address ?? mailboxes[0]?.address
  return {
    mailboxes,
    messages: shown === undefined || ended ? null : await findMessages(ctx, viewer, shown),
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

/** Null when it ended this very moment: the page finds out by itself. */
async function findMessages(ctx: Context, viewer: Viewer, address: string): Promise<InboxProps['messages']> {
  try {
    const found = await listMessages(ctx, viewer, address, { limit: MESSAGES + 1 })
    const { items, next_cursor } = toPage(found, MESSAGES, ({ seq }) => String(seq))
    return { address, page: { items, next_cursor } }
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

async function findEnd(ctx: Context, viewer: Viewer, address: string): Promise<InboxProps['site']['ended']> {
  try {
    await getMailbox(ctx, viewer, address)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const refusedSince = Number(error.extra.refused_since ?? 0)
    if (error.code === 'mailbox_expired') return { address, how: 'expired', refusedSince }
    if (error.code === 'mailbox_deleted') return { address, how: 'deleted', refusedSince }
    return notFound()
  }
}

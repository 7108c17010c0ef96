/** What the pages of an account know before the first byte. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getMe } from '@/lib/accounts/me'
import { getUserId, type Viewer } from '@/lib/accounts/viewer'
import { type Context, getContext } from '@/lib/context'
import { viewerFromCookies } from '@/lib/http/viewer'

export async function loadViewer(): Promise<{ ctx: Context; viewer: Viewer }> {
  const cookie = (await headers()).get('cookie')
  const ctx = getContext()
  return { ctx, viewer: await viewerFromCookies(ctx, cookie) }
}

/** Sends visitors who are not signed in to the sign-in page and back to `path` afterwards. */
export async function loadAccount(path: string) {
  const { ctx, viewer } = await loadViewer()
  if (viewer.kind !== 'user') redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  return { ctx, viewer, userId: getUserId(viewer), me: await getMe(ctx, viewer), site: toSite(ctx) }
}

function toSite({ config }: Context) {
  const smtpHost = new URL(config.PUBLIC_URL).hostname
  return {
    smtpHost,
    smtpPort: config.SMTP_PORT,
    nowMs: Date.now(),
    ended: null,
    domains: config.MAIL_DOMAINS,
    isSignedIn: true,
  }
}

/** What the doors know: where to go afterwards, and where else one can sign in. */
import { redirect } from 'next/navigation'
import { listOutsideProviders } from '@/lib/accounts/outside-providers'
import { toCallbackPath } from '@/lib/http/callback-path'
import { loadViewer } from './load-account'

export type EntryProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Whoever is signed in already goes straight on. */
export async function loadEntry({ searchParams }: EntryProps) {
  const { callbackUrl, error } = await searchParams
  const { ctx, viewer } = await loadViewer()
  const callbackPath = toCallbackPath(callbackUrl, '/dashboard')
  if (viewer.kind === 'user') redirect(callbackPath)
  const query = callbackUrl === undefined ? '' : `?callbackUrl=${encodeURIComponent(callbackPath)}`
  return { callbackPath, query, error, providers: listOutsideProviders(ctx.config) }
}

'use client'

import { createContext, type ReactNode, use } from 'react'

/** What the server tells the page about itself. */
export type Site = {
  smtpHost: string
  smtpPort: number
  /** When the page was rendered, milliseconds by the server's clock. */
  nowMs: number
  /** The mailbox of the address bar, if the server already knows that it is over. */
  ended: { address: string; how: 'expired' | 'deleted'; refusedSince: number } | null
  /** Those that inboxes can be made on; the first is the default. */
  domains: string[]
  /** An account looks at the page, not an anonymous visitor. */
  isSignedIn: boolean
}

const SiteContext = createContext<Site>({
  smtpHost: 'localhost',
  smtpPort: 25,
  nowMs: 0,
  ended: null,
  domains: [],
  isSignedIn: false,
})

export function SiteProvider({ site, children }: { site: Site; children: ReactNode }) {
  return <SiteContext value={site}>{children}</SiteContext>
}

export const useSite = () => use(SiteContext)

'use client'

import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { type Site, SiteProvider } from '@/components/mailboxes/site-context'
import { Announcer } from '@/components/ui/announcer'
import type { ApiKeyBody, MeBody } from '@/lib/accounts/schema'
import { accountKeys, meQuery } from '@/lib/client/accounts'
import { createQueryClient, keys } from '@/lib/client/queries'
import { webhookKeys } from '@/lib/client/webhooks'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { WebhookBody } from '@/lib/webhooks/schema'

type Props = {
  site: Site
  me: MeBody
  mailboxes?: MailboxBody[]
  apiKeys?: ApiKeyBody[]
  webhooks?: WebhookBody[]
  children: ReactNode
}

/** What the pages of an account share: the data the server rendered with, kept fresh from here on. */
export function AccountApp({ site, me, mailboxes, apiKeys, webhooks, children }: Props) {
  const [client] = useState(() => {
    const created = createQueryClient()
    created.setQueryData(accountKeys.me, me)
    if (mailboxes) created.setQueryData(keys.mailboxes, { items: mailboxes, next_cursor: null })
    if (apiKeys) created.setQueryData(accountKeys.apiKeys, { items: apiKeys, next_cursor: null })
    if (webhooks) created.setQueryData(webhookKeys.all, { items: webhooks, next_cursor: null })
    return created
  })
  return (
    <QueryClientProvider client={client}>
      <SiteProvider site={site}>
        <SessionGuard />
        {children}
        <Announcer />
      </SiteProvider>
    </QueryClientProvider>
  )
}

/** A session can end elsewhere: signed out in another tab, password changed, account deleted. */
function SessionGuard() {
  const me = useQuery(meQuery())
  const isOver = me.data !== undefined && me.data.user === null
  useEffect(() => {
    if (!isOver) return
    const back = encodeURIComponent(window.location.pathname)
    window.location.assign(`/sign-in?callbackUrl=${back}`)
  }, [isOver])
  return null
}

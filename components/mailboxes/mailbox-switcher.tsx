'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { MouseEvent } from 'react'
import { bringIntoView } from '@/components/ui/bring-into-view'
import { hidden } from '@/components/ui/rich'
import { goTo, mailboxHref } from '@/lib/client/use-route'
import type { MailboxBody } from '@/lib/mailboxes/schema'

/** The visitor's other inboxes, when there is more than one. */
export function MailboxSwitcher({ mailboxes, current }: { mailboxes: MailboxBody[]; current: string }) {
  const t = useTranslations('inbox')
  const hasOthers = mailboxes.some((mailbox) => mailbox.address !== current)
  if (!hasOthers) return null
  return (
    <nav aria-label={t('yours')} className="relative -mx-1 mb-3 flex gap-1.5 overflow-x-auto p-1">
      {mailboxes.map(({ address, unread_count }) => (
        <a
          key={address}
          href={mailboxHref(address)}
          ref={address === current ? bringIntoView : undefined}
          aria-current={address === current ? 'page' : undefined}
          onClick={(event) => follow(event, address)}
          className={clsx(
            'flex shrink-0 items-center gap-2 rounded-full border px-3 py-1 font-mono text-xs',
            address === current
              ? 'border-accent bg-accent-wash text-ink'
              : 'border-line text-soft hover:border-soft hover:text-ink',
          )}
        >
          {address.split('@')[0]}
          {unread_count > 0 && (
            <span className="rounded-full bg-accent px-1.5 text-accent-ink">
              {t.rich('unread', { count: unread_count, hidden })}
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}

function follow(event: MouseEvent, address: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  goTo(mailboxHref(address))
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useSite } from '@/components/mailboxes/site-context'
import { Ring } from '@/components/ui/ring'
import { useNow } from '@/lib/client/clock'
import { useFormat } from '@/lib/client/format'
import { keys } from '@/lib/client/queries'
import type { MailboxBody } from '@/lib/mailboxes/schema'

const SOON_MS = 5 * 60_000

/** Time left in a list; asks for the list again at the end. */
export function TimeLeft({ mailbox }: { mailbox: MailboxBody }) {
  const t = useTranslations('dashboard')
  const { timeLeft } = useFormat()
  const client = useQueryClient()
  const now = useNow(useSite().nowMs)
  const left = Date.parse(mailbox.expires_at) - now
  const isSoon = left < SOON_MS
  const isOver = left <= 0
  useEffect(() => {
    if (isOver) void client.invalidateQueries({ queryKey: keys.mailboxes })
  }, [isOver, client])
  return (
    <div
      role="timer"
      aria-label={t('timeLeft', { address: mailbox.address })}
      className={clsx('flex w-28 items-center gap-2 text-sm', isSoon && 'text-warn')}
    >
      <Ring
        share={left / (mailbox.ttl_minutes * 60_000)}
        className={clsx('size-5 shrink-0', isSoon ? 'text-warn' : 'text-accent')}
      />
      <span className="whitespace-nowrap tabular-nums">{isOver ? t('moment') : timeLeft(left)}</span>
    </div>
  )
}

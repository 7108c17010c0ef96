'use client'

import { useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { announce } from '@/components/ui/announcer'
import { Ring } from '@/components/ui/ring'
import { useNow } from '@/lib/client/clock'
import { useFormat } from '@/lib/client/format'
import { keys } from '@/lib/client/queries'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { useSite } from './site-context'

const SOON_MS = 5 * 60_000
/** The stream says it first; ask only if it does not. */
const ASK_AFTER_MS = 3_000

/** Time left, as a ring and in words. Screen readers are told at five minutes and at one, not every second. */
export function Countdown({ mailbox }: { mailbox: MailboxBody }) {
  const t = useTranslations('inbox')
  const { timeLeft } = useFormat()
  const client = useQueryClient()
  const now = useNow(useSite().nowMs)
  const left = Date.parse(mailbox.expires_at) - now
  const share = left / (mailbox.ttl_minutes * 60_000)
  const isSoon = left < SOON_MS
  const minutes = Math.ceil(left / 60_000)

  useEffect(() => {
    if (minutes === 5 || minutes === 1) announce(t('endsSoon', { minutes }))
  }, [minutes, t])

  const isOverdue = left < -ASK_AFTER_MS
  useEffect(() => {
    if (isOverdue) void client.invalidateQueries({ queryKey: keys.mailbox(mailbox.address) })
  }, [isOverdue, client, mailbox.address])

  return (
    <div role="timer" aria-label={t('timeLeft')} className={clsx('flex items-center gap-3', isSoon && 'text-warn')}>
      <Ring share={share} className={clsx('size-10', isSoon ? 'text-warn' : 'text-accent')} />
      <p className="leading-tight">
        <span className="block text-xs text-soft">{t('endsIn')}</span>
        <span className="block font-medium whitespace-nowrap tabular-nums">
          {left > 0 ? timeLeft(left) : t('moment')}
        </span>
      </p>
    </div>
  )
}

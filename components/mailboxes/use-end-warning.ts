'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { toast } from '@/components/ui/toast'
import { serverNow } from '@/lib/client/clock'
import type { MailboxBody } from '@/lib/mailboxes/schema'

const WARN_BEFORE_MS = 2 * 60_000
/** A shorter life needs no warning: its end was near from the beginning. */
const LONG_ENOUGH_MINUTES = 5

/** Says two minutes before the end that it comes, with the way to put it off. Once for each end. */
export function useEndWarning({ expires_at, ttl_minutes }: MailboxBody, onExtend: () => void): void {
  const t = useTranslations('inbox')
  const warn = useEffectEvent(() => toast(t('endWarning'), 'plain', { label: t('extend'), run: onExtend }))
  useEffect(() => {
    const waitMs = Date.parse(expires_at) - WARN_BEFORE_MS - serverNow()
    if (ttl_minutes < LONG_ENOUGH_MINUTES || waitMs < 0) return
    const timer = setTimeout(warn, Math.min(waitMs, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  }, [expires_at, ttl_minutes])
}

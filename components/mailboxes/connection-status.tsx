'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { StreamState } from '@/lib/client/mailbox-stream'
import { useOnline } from './offline-banner'

/** Whether mail would show up this very moment. */
export function ConnectionStatus({ state }: { state: StreamState }) {
  const t = useTranslations('site')
  const isOnline = useOnline()
  const isLive = isOnline && state === 'live'
  return (
    <p role="status" aria-label={t('connection')} className="flex min-w-0 items-center gap-2 text-sm text-soft">
      <span
        aria-hidden
        className={clsx('size-2 shrink-0 rounded-full', isLive ? 'bg-accent' : 'animate-breathe bg-warn')}
      />
      <span className="truncate">{isOnline ? t(`states.${state}`) : t('offline')}</span>
    </p>
  )
}

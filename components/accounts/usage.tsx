'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { meQuery } from '@/lib/client/accounts'
import { useFormat } from '@/lib/client/format'
import { TEXT_LINK } from './entry-frame'

/** What of the plan is in use. */
export function Usage({ activeMailboxes }: { activeMailboxes: number }) {
  const t = useTranslations('dashboard')
  const { duration, planName } = useFormat()
  const { data: me } = useQuery(meQuery())
  if (!me) return null
  const { plan, usage } = me
  return (
    <section aria-label={t('usage')} className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4">
      <Meter label={t('activeInboxes')} used={activeMailboxes} limit={plan.max_active_mailboxes} />
      <Meter label={t('apiKeys')} used={usage.api_keys} limit={plan.max_api_keys} />
      <Card label={t('plan')} className="max-sm:col-span-2">
        <p className="text-lg font-semibold capitalize">{planName(plan.id)}</p>
        <p className="text-sm text-soft">
          {t.rich('lastUpTo', {
            time: duration(plan.max_ttl_minutes),
            go: (text) => (
              <a href="/plans" className={TEXT_LINK}>
                {text}
              </a>
            ),
          })}
        </p>
      </Card>
    </section>
  )
}

function Meter({ label, used, limit }: { label: string; used: number; limit: number }) {
  const t = useTranslations('dashboard')
  const isFull = used >= limit
  return (
    <Card label={label}>
      <p className="text-lg font-semibold tabular-nums">
        {t.rich('used', { used, limit, soft: (text) => <span className="font-normal text-soft">{text}</span> })}
      </p>
      <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className={clsx('h-full rounded-full', isFull ? 'bg-warn' : 'bg-accent')}
          style={{ width: `${limit === 0 ? 0 : Math.min(100, (100 * used) / limit)}%` }}
        />
      </div>
    </Card>
  )
}

function Card({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={clsx('rounded-panel border border-line bg-surface px-4 py-3.5 sm:px-5', className)}>
      <h2 className="text-sm text-soft">{label}</h2>
      {children}
    </div>
  )
}

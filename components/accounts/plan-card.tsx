import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/lib/client/format'
import type { PlanBody } from '@/lib/mailboxes/schema'

const MIB = 1_048_576

/** One plan and all that it allows. */
export function PlanCard({ plan, isYours }: { plan: PlanBody; isYours: boolean }) {
  const t = useTranslations('plans')
  const { duration, planName } = useFormat()
  const limits = [
    t('inboxes', { count: plan.max_active_mailboxes }),
    t('kept', { count: plan.max_messages_per_mailbox }),
    t('size', { amount: Math.floor(plan.max_message_bytes / MIB) }),
    t('requests', { count: plan.requests_per_minute }),
    plan.max_api_keys > 0 && t('apiKeys', { count: plan.max_api_keys }),
    plan.max_webhooks > 0 && t('webhooks', { count: plan.max_webhooks }),
  ].filter((limit) => limit !== false)
  return (
    <li
      className={clsx(
        'flex flex-col rounded-panel border bg-surface p-5',
        isYours ? 'border-accent shadow-lift' : 'border-line',
      )}
    >
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h2 className="font-semibold capitalize">{planName(plan.id)}</h2>
        {isYours && (
          <span className="rounded-full bg-accent-wash px-2.5 text-xs leading-6 font-medium text-accent">
            {t('yours')}
          </span>
        )}
      </div>
      <p className="mt-3">
        <span className="block text-sm text-soft">{t('lasts')}</span>
        <span className="text-2xl font-semibold tracking-tight">{duration(plan.max_ttl_minutes)}</span>
      </p>
      <ul className="mt-4 flex flex-col gap-2 border-t border-line pt-4 text-sm">
        {limits.map((limit) => (
          <li key={limit} className="flex gap-2.5">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
            {limit}
          </li>
        ))}
      </ul>
    </li>
  )
}

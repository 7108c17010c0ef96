import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { count, duration } from '@/lib/client/format'
import type { PlanBody } from '@/lib/mailboxes/schema'

const MIB = 1_048_576

/** One plan and all that it allows. */
export function PlanCard({ plan, isYours }: { plan: PlanBody; isYours: boolean }) {
  const limits = [
    count(plan.max_active_mailboxes, 'active inbox', 'active inboxes'),
    `${count(plan.max_messages_per_mailbox, 'message')} kept in each`,
    `${Math.floor(plan.max_message_bytes / MIB)} MiB for one message`,
    `${count(plan.requests_per_minute, 'API request')} a minute`,
    plan.max_api_keys > 0 && count(plan.max_api_keys, 'API key'),
    plan.max_webhooks > 0 && count(plan.max_webhooks, 'webhook'),
  ].filter((limit) => limit !== false)
  return (
    <li
      className={clsx(
        'flex flex-col rounded-panel border bg-surface p-5',
        isYours ? 'border-accent shadow-lift' : 'border-line',
      )}
    >
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h2 className="font-semibold capitalize">{plan.id}</h2>
        {isYours && (
          <span className="rounded-full bg-accent-wash px-2.5 text-xs leading-6 font-medium text-accent">
            Your plan
          </span>
        )}
      </div>
      <p className="mt-3">
        <span className="block text-sm text-soft">An inbox lasts up to</span>
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

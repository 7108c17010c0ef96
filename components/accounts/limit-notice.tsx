import { count } from '@/lib/client/format'
import type { PlanBody } from '@/lib/mailboxes/schema'

/** Why there is no room for another inbox, and what to do about it. */
export function LimitNotice({ plan }: { plan: PlanBody }) {
  return (
    <p className="rounded-panel bg-warn-wash px-4 py-3 text-sm text-warn sm:px-5">
      The plan <strong className="font-semibold capitalize">{plan.id}</strong> allows{' '}
      {count(plan.max_active_mailboxes, 'active inbox', 'active inboxes')}, and all are in use. End one to make room, or{' '}
      <a href="/plans" className="font-medium underline underline-offset-4 hover:no-underline">
        compare plans
      </a>
      .
    </p>
  )
}

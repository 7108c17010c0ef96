import { useTranslations } from 'next-intl'
import { strong } from '@/components/ui/rich'
import { useFormat } from '@/lib/client/format'
import type { PlanBody } from '@/lib/mailboxes/schema'

/** Why there is no room for another inbox, and what to do about it. */
export function LimitNotice({ plan }: { plan: PlanBody }) {
  const t = useTranslations('dashboard')
  const { planName } = useFormat()
  return (
    <p className="rounded-panel bg-warn-wash px-4 py-3 text-sm text-warn sm:px-5">
      {t.rich('limit', {
        b: strong,
        plan: planName(plan.id),
        count: plan.max_active_mailboxes,
        go: (text) => (
          <a href="/plans" className="font-medium underline underline-offset-4 hover:no-underline">
            {text}
          </a>
        ),
      })}
    </p>
  )
}

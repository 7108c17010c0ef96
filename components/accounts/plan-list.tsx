import { useTranslations } from 'next-intl'
import type { PlanBody } from '@/lib/mailboxes/schema'
import { PlanCard } from './plan-card'

/** All plans side by side. */
export function PlanList({ plans, yours }: { plans: PlanBody[]; yours: string }) {
  const t = useTranslations('plans')
  return (
    <>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-0.5 text-sm text-soft text-pretty">{t('about')}</p>
      </div>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} isYours={plan.id === yours} />
        ))}
      </ul>
    </>
  )
}

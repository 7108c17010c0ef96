import { useTranslations } from 'next-intl'
import type { PlanBody } from '@/lib/mailboxes/schema'
import { PageHead } from './page-head'
import { PlanCard } from './plan-card'

/** All plans side by side. */
export function PlanList({ plans, yours }: { plans: PlanBody[]; yours: string }) {
  const t = useTranslations('plans')
  return (
    <>
      <PageHead title={t('title')} about={t('about')} />
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} isYours={plan.id === yours} />
        ))}
      </ul>
    </>
  )
}

import type { Metadata } from 'next'
import { AccountFrame } from '@/components/accounts/account-frame'
import { PlanList } from '@/components/accounts/plan-list'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { listPlans } from '@/lib/mailboxes/plans'
import { loadViewer } from '../load-account'

export const metadata: Metadata = { title: 'Plans · Mayfly' }

/** For everyone; `viewer.planId` is the anonymous plan for those without an account. */
export default async function PlansPage() {
  const { ctx, viewer } = await loadViewer()
  const list = <PlanList plans={await listPlans(ctx)} yours={viewer.planId} />
  if (viewer.kind === 'user') return <AccountFrame current="/plans">{list}</AccountFrame>
  const tools = (
    <>
      <a href="/sign-in?callbackUrl=%2Fplans" className={buttonClass({ look: 'quiet' })}>
        Sign in
      </a>
      <ThemeToggle />
    </>
  )
  return (
    <SiteFrame tools={tools}>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 pt-4 pb-8 sm:gap-6">{list}</div>
    </SiteFrame>
  )
}

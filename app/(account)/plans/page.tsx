import { getTranslations } from 'next-intl/server'
import { toMetadata } from '@/app/metadata'
import { AccountFrame } from '@/components/accounts/account-frame'
import { PlanList } from '@/components/accounts/plan-list'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { LanguageToggle } from '@/components/ui/language-toggle'
import { Texts } from '@/components/ui/texts'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { listPlans } from '@/lib/mailboxes/plans'
import { ACCOUNT_TEXTS } from '../account-texts'
import { loadViewer } from '../load-account'

export const generateMetadata = () => toMetadata('plans')

/** For everyone; `viewer.planId` is the anonymous plan for those without an account. */
export default async function PlansPage() {
  const { ctx, viewer } = await loadViewer()
  const list = <PlanList plans={await listPlans(ctx)} yours={viewer.planId} />
  if (viewer.kind === 'user') {
    return (
      <Texts of={ACCOUNT_TEXTS}>
        <AccountFrame current="/plans">{list}</AccountFrame>
      </Texts>
    )
  }
  const t = await getTranslations('site')
  const tools = (
    <>
      <a href="/sign-in?callbackUrl=%2Fplans" className={buttonClass({ look: 'quiet' })}>
        {t('signIn')}
      </a>
      <LanguageToggle />
      <ThemeToggle />
    </>
  )
  return (
    <SiteFrame tools={tools}>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 pt-4 pb-8 sm:gap-6">{list}</div>
    </SiteFrame>
  )
}

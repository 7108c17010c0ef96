import type { ReactNode } from 'react'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { LanguageToggle } from '@/components/ui/language-toggle'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { Toaster } from '@/components/ui/toast'
import { AccountNav, type AccountPage } from './account-nav'
import { SignOutButton } from './sign-out-button'

type Props = { current: AccountPage; children: ReactNode; tools?: ReactNode }

/** The head over the pages of an account, with the way from one to the next. */
export function AccountFrame({ current, children, tools }: Props) {
  return (
    <SiteFrame
      isNarrow
      tools={
        <>
          {tools}
          <SignOutButton />
          <LanguageToggle />
          <ThemeToggle />
        </>
      }
    >
      <AccountNav current={current} />
      <div className="flex flex-col gap-4 pt-4 pb-8 sm:gap-6 sm:pt-6">{children}</div>
      <Toaster />
    </SiteFrame>
  )
}

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { LanguageToggle } from '@/components/ui/language-toggle'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { Toaster } from '@/components/ui/toast'
import { SignOutButton } from './sign-out-button'

const PAGES = [
  { href: '/dashboard', page: 'dashboard' },
  { href: '/settings/api-keys', page: 'apiKeys' },
  { href: '/settings/webhooks', page: 'webhooks' },
  { href: '/settings/account', page: 'account' },
  { href: '/plans', page: 'plans' },
] as const

type Props = {
  current: (typeof PAGES)[number]['href']
  children: ReactNode
  tools?: ReactNode
  /** False where the page itself has the button. */
  hasSignOut?: boolean
}

/** The head over the pages of an account, with the way from one to the next. */
export function AccountFrame({ current, children, tools, hasSignOut = true }: Props) {
  const t = useTranslations('account')
  return (
    <SiteFrame
      tools={
        <>
          {tools}
          {hasSignOut && <SignOutButton />}
          <LanguageToggle />
          <ThemeToggle />
        </>
      }
    >
      <nav aria-label={t('nav')} className="border-b border-line">
        <div className="mx-auto -mb-px flex max-w-5xl gap-1 overflow-x-auto">
          {PAGES.map(({ href, page }) => (
            <a
              key={href}
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className={clsx(
                'shrink-0 border-b-2 px-2 py-2.5 text-sm font-medium -outline-offset-2 transition-colors duration-(--quick) sm:px-3',
                href === current ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
              )}
            >
              {t(`pages.${page}`)}
            </a>
          ))}
        </div>
      </nav>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 pt-4 pb-8 sm:gap-6 sm:pt-6">{children}</div>
      <Toaster />
    </SiteFrame>
  )
}

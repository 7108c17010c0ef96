'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { bringIntoView } from '@/components/ui/bring-into-view'

const PAGES = [
  { href: '/dashboard', page: 'dashboard' },
  { href: '/settings/api-keys', page: 'apiKeys' },
  { href: '/settings/webhooks', page: 'webhooks' },
  { href: '/settings/account', page: 'account' },
  { href: '/plans', page: 'plans' },
] as const

export type AccountPage = (typeof PAGES)[number]['href']

/** From one page of an account to the next. Where there is no room for all, the current one is in view. */
export function AccountNav({ current }: { current: AccountPage }) {
  const t = useTranslations('account')
  return (
    <nav aria-label={t('nav')} className="border-b border-line">
      <div className="relative -mb-px flex overflow-x-auto max-sm:-mx-4 max-sm:justify-between max-sm:px-3 sm:gap-1">
        {PAGES.map(({ href, page }) => (
          <a
            key={href}
            ref={href === current ? bringIntoView : undefined}
            href={href}
            aria-current={href === current ? 'page' : undefined}
            className={clsx(
              'shrink-0 border-b-2 px-1 py-2.5 text-sm font-medium -outline-offset-2 transition-colors duration-(--quick) sm:px-3',
              href === current ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
            )}
          >
            {t(`pages.${page}`)}
          </a>
        ))}
      </div>
    </nav>
  )
}

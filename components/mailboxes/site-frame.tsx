import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Logo } from '@/components/ui/logo'

type Props = { children: ReactNode; tools?: ReactNode; isFixed?: boolean; isNarrow?: boolean }

/**
 * The head over every page, as wide as the page. `isFixed`: on wide screens the panes scroll, not the page; `isNarrow`: for
 * lists and forms. Needs no script by itself.
 */
export function SiteFrame({ children, tools, isFixed = false, isNarrow = false }: Props) {
  const t = useTranslations('ui')
  return (
    <div
      className={clsx(
        'mx-auto flex min-h-dvh flex-col px-4 sm:px-6',
        isNarrow ? 'max-w-[67rem]' : 'max-w-[86rem]',
        isFixed && 'lg:h-dvh print:h-auto',
      )}
    >
      <a
        href="#main"
        className="absolute top-2 left-2 z-20 -translate-y-20 rounded-control bg-accent px-4 py-2 font-medium text-accent-ink focus-visible:translate-y-0"
      >
        {t('skip')}
      </a>
      <header className="flex h-16 shrink-0 items-center gap-3 print:hidden">
        <a href="/" className="mr-auto flex items-center gap-2 rounded-control text-accent">
          <Logo className="size-7" />
          <span className="text-lg font-semibold tracking-tight text-ink">Mayfly</span>
        </a>
        {tools}
      </header>
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col gap-4 pb-4 outline-none sm:pb-6">
        {children}
      </main>
      {/* On phones the head has no room for it. */}
      <footer className="flex justify-center pb-4 text-sm sm:hidden print:hidden">
        <a href="/docs" className="rounded-control px-3 py-2 text-soft underline underline-offset-4">
          {t('apiReference')}
        </a>
      </footer>
    </div>
  )
}

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Logo } from '@/components/ui/logo'

/** What an inbox without mail says in the middle of the page; `children` is what can be done. */
export function WaitingCard({ children }: { children?: ReactNode }) {
  const t = useTranslations('inbox')
  return (
    <div className="flex flex-1 flex-col items-center justify-center rounded-panel border border-line bg-surface px-6 py-10 text-center">
      <Logo className="size-12 animate-breathe text-accent" />
      <h2 className="mt-4 text-xl font-semibold">{t('waiting')}</h2>
      <p className="mt-2 max-w-md text-soft text-balance">{t('waitingAbout')}</p>
      <div className="mt-5 min-h-10">{children}</div>
    </div>
  )
}

import { useTranslations } from 'next-intl'
import { SiteFrame } from './site-frame'
import { SiteTools } from './site-tools'
import { WaitingCard } from './waiting-card'

/** The first moment, in the shape and the place of what comes. `isFirst`: what comes is an inbox without mail. */
export function OpeningInbox({ isFirst = false }: { isFirst?: boolean }) {
  const t = useTranslations('inbox')
  return (
    <SiteFrame isFixed tools={<SiteTools stream={null} />}>
      <div className="rounded-panel border border-line bg-surface shadow-lift">
        <div className="flex flex-col gap-4 p-4 sm:px-6 sm:pt-5 sm:pb-4 lg:flex-row lg:items-center">
          <div className="flex min-h-12 flex-1 items-center">
            <h1 className="animate-breathe text-[clamp(1.25rem,0.9rem+1.6vw,1.875rem)] leading-tight text-soft">
              {t('opening')}
            </h1>
          </div>
          <div aria-hidden className="h-12 rounded-control bg-sunken sm:hidden" />
          <div aria-hidden className="h-10 w-56 rounded-control bg-sunken max-sm:w-full" />
        </div>
        <div className="h-14 border-t border-line" />
      </div>
      {isFirst ? <WaitingCard /> : <div className="flex-1 rounded-panel border border-line bg-surface" />}
      {isFirst && <div aria-hidden className="h-40 rounded-panel border border-line bg-surface lg:h-23.5" />}
    </SiteFrame>
  )
}

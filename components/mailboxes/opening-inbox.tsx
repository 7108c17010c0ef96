import { useTranslations } from 'next-intl'
import { SiteFrame } from './site-frame'
import { SiteTools } from './site-tools'

/** The first moment, in the shape of what comes: nothing jumps when the address is there. */
export function OpeningInbox() {
  const t = useTranslations('inbox')
  return (
    <SiteFrame isFixed tools={<SiteTools stream={null} />}>
      <div className="flex min-h-36 flex-col justify-center gap-3 rounded-panel border border-line bg-surface p-5 shadow-lift sm:p-6">
        <h1 className="text-sm text-soft">{t('opening')}</h1>
        <div aria-hidden className="h-8 w-full max-w-lg animate-breathe rounded-control bg-sunken" />
      </div>
      <div className="flex-1 rounded-panel border border-line bg-surface" />
    </SiteFrame>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Failure } from '@/components/mailboxes/failure'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('broken')
  return (
    <Failure title={t('title')} onRetry={reset}>
      {t('about')}
    </Failure>
  )
}

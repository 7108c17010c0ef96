'use client'

import { useTranslations } from 'next-intl'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('broken')
  const ui = useTranslations('ui')
  return (
    <SiteFrame>
      <Notice
        as="h1"
        title={t('title')}
        action={
          <>
            <Button look="primary" onClick={reset}>
              {ui('retry')}
            </Button>
            <a href="/" className={buttonClass({})}>
              {ui('toStart')}
            </a>
          </>
        }
      >
        {t('about')}
      </Notice>
    </SiteFrame>
  )
}

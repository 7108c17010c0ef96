'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { SiteFrame } from './site-frame'

type Props = { title: string; children: ReactNode; tools?: ReactNode; onRetry(): void }

/** A page that has nothing to show: what went wrong, and the two ways on. */
export function Failure({ title, children, tools, onRetry }: Props) {
  const t = useTranslations('ui')
  return (
    <SiteFrame tools={tools}>
      <Notice
        as="h1"
        title={title}
        action={
          <>
            <Button look="primary" onClick={onRetry}>
              {t('retry')}
            </Button>
            <a href="/" className={buttonClass({})}>
              {t('toStart')}
            </a>
          </>
        }
      >
        {children}
      </Notice>
    </SiteFrame>
  )
}

import { useTranslations } from 'next-intl'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'

export default function NotFound() {
  const t = useTranslations('notFound')
  const ui = useTranslations('ui')
  return (
    <SiteFrame>
      <Notice
        as="h1"
        title={t('title')}
        action={
          <a href="/" className={buttonClass({ look: 'primary', shape: 'large' })}>
            {ui('openInbox')}
          </a>
        }
      >
        {t('about')}
      </Notice>
    </SiteFrame>
  )
}

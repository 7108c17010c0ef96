import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'

export default function InboxNotFound() {
  return (
    <SiteFrame>
      <Notice
        as="h1"
        title="There is no inbox here"
        action={
          <a href="/" className={buttonClass({ look: 'primary', shape: 'large' })}>
            Open an inbox
          </a>
        }
      >
        It ended long ago, or it belongs to someone else. An inbox opens only in the browser that made it.
      </Notice>
    </SiteFrame>
  )
}

import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'

export default function NotFound() {
  return (
    <SiteFrame>
      <Notice
        as="h1"
        title="There is nothing here"
        action={
          <a href="/" className={buttonClass({ look: 'primary', shape: 'large' })}>
            Open an inbox
          </a>
        }
      >
        The page you asked for does not exist.
      </Notice>
    </SiteFrame>
  )
}

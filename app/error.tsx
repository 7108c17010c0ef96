'use client'

import { SiteFrame } from '@/components/mailboxes/site-frame'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <SiteFrame>
      <Notice
        as="h1"
        title="Something broke on our side"
        action={
          <>
            <Button look="primary" onClick={reset}>
              Try again
            </Button>
            <a href="/" className={buttonClass({})}>
              Go to the start
            </a>
          </>
        }
      >
        Your inboxes are safe. Mail keeps arriving while this page is down.
      </Notice>
    </SiteFrame>
  )
}

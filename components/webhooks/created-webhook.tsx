'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { CopyLine } from '@/components/ui/copy-line'
import type { CreatedWebhookBody } from '@/lib/webhooks/schema'

/** The only time a secret is seen. */
export function CreatedWebhook({ created, onDone }: { created: CreatedWebhookBody; onDone(): void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="created-webhook" className="rounded-panel border border-accent bg-accent-wash p-5 sm:p-6">
      <h2 id="created-webhook" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        The webhook is ready
      </h2>
      <p className="mt-1 text-sm text-pretty">
        Copy its secret now, it is shown this once. Your server verifies with it that requests come from here (Standard
        Webhooks: <code className="font-mono">webhook-signature</code>).
      </p>
      <CopyLine text={created.secret} what="Secret" />
      <div className="mt-5 flex justify-end">
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </section>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { CopyLine } from '@/components/ui/copy-line'
import { code } from '@/components/ui/rich'
import type { CreatedWebhookBody } from '@/lib/webhooks/schema'

/** The only time a secret is seen. */
export function CreatedWebhook({ created, onDone }: { created: CreatedWebhookBody; onDone(): void }) {
  const t = useTranslations('webhooks')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="created-webhook" className="rounded-panel border border-accent bg-accent-wash p-5 sm:p-6">
      <h2 id="created-webhook" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {t('ready')}
      </h2>
      <p className="mt-1 text-sm text-pretty">{t.rich('readyAbout', { code })}</p>
      <CopyLine text={created.secret} what="secret" />
      <div className="mt-5 flex justify-end">
        <Button onClick={onDone}>{t('copied')}</Button>
      </div>
    </section>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { CopyLine } from '@/components/ui/copy-line'
import { code } from '@/components/ui/rich'
import type { CreatedApiKey } from '@/lib/client/accounts'

/** The only time a key is seen. */
export function CreatedKey({ created, origin, onDone }: { created: CreatedApiKey; origin: string; onDone(): void }) {
  const t = useTranslations('apiKeys')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const example = `curl ${created.read_only ? '' : '-X POST '}-H "Authorization: Bearer $MAYFLY_API_KEY" ${origin}/api/v1/mailboxes`
  return (
    <section aria-labelledby="created-key" className="rounded-panel border border-accent bg-accent-wash p-5 sm:p-6">
      <h2 id="created-key" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {t('ready', { name: created.name })}
      </h2>
      <p className="mt-1 text-sm">{t('readyAbout')}</p>
      <CopyLine text={created.key} what="key" />
      <p className="mt-5 text-sm">{t.rich(created.read_only ? 'tryList' : 'tryMake', { code })}</p>
      <CopyLine text={example} what="command" />
      <div className="mt-5 flex justify-end">
        <Button onClick={onDone}>{t('copied')}</Button>
      </div>
    </section>
  )
}

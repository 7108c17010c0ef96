'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { strong } from '@/components/ui/rich'
import type { Ending } from '@/lib/client/use-inbox'
import { useNewInbox } from './use-new-inbox'
import { useRefusedSince } from './use-refused-since'

/** The end, without a cliff: what happened, and a new inbox one click away. Small while a message is still on screen. */
export function EndedInbox({ address, ending, isReading }: { address: string; ending: Ending; isReading: boolean }) {
  const t = useTranslations('inbox')
  const refusedSince = useRefusedSince(address, ending)
  const { createInbox, isCreating } = useNewInbox()
  const button = (
    <Button look="primary" shape={isReading ? 'text' : 'large'} onClick={createInbox} disabled={isCreating}>
      <Plus aria-hidden className="size-4" />
      {t('newInbox')}
    </Button>
  )
  if (isReading) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center justify-between gap-3 rounded-panel bg-warn-wash px-4 py-3 text-sm text-warn sm:px-6"
      >
        <p>{t.rich('endedWhileReading', { b: strong, what: t(`endings.${ending}`) })}</p>
        {button}
      </div>
    )
  }
  return (
    <section
      aria-label={t('ended')}
      role="status"
      className="flex flex-1 rounded-panel border border-dashed border-line"
    >
      <Notice title={t(`endings.${ending}`)} action={button}>
        <p>{t(`endingsAbout.${ending}`)}</p>
        {refusedSince > 0 && <p className="mt-2 font-medium text-ink">{t('refusedSince', { count: refusedSince })}</p>}
      </Notice>
    </section>
  )
}

'use client'

import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Ending } from '@/lib/client/use-inbox'
import { useNewInbox } from './use-new-inbox'

const TITLES: Record<Ending, string> = {
  expired: 'This inbox has ended',
  deleted: 'This inbox was deleted',
  missing: 'There is no inbox here',
}

const WORDS: Record<Ending, string> = {
  expired: 'Its time is up. The messages are gone, and mail sent to it now is dropped.',
  deleted: 'The messages are gone, and mail sent to it now is dropped.',
  missing: 'It may have ended, or it belongs to someone else. An inbox opens only in the browser that made it.',
}

/** The end, without a cliff: what happened, and a new inbox one click away. Small while a message is still on screen. */
export function EndedInbox({ ending, isReading }: { ending: Ending; isReading: boolean }) {
  const { createInbox, isCreating } = useNewInbox()
  const button = (
    <Button look="primary" shape={isReading ? 'text' : 'large'} onClick={createInbox} disabled={isCreating}>
      <Plus aria-hidden className="size-4" />
      New inbox
    </Button>
  )
  if (isReading) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center justify-between gap-3 rounded-panel bg-warn-wash px-4 py-3 text-sm text-warn sm:px-6"
      >
        <p>
          <strong className="font-semibold">{TITLES[ending]}.</strong> The open message stays on screen until you leave.
        </p>
        {button}
      </div>
    )
  }
  return (
    <section aria-label="Ended" role="status" className="flex flex-1 rounded-panel border border-dashed border-line">
      <Notice title={TITLES[ending]} action={button}>
        {WORDS[ending]}
      </Notice>
    </section>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from './copy-button'

/** Text that is there to be copied; `what` names it for screen readers. */
export function CopyLine({ text, what }: { text: string; what: 'key' | 'command' | 'secret' }) {
  const t = useTranslations('ui')
  return (
    <div className="mt-2 flex items-start gap-2 rounded-control bg-surface py-1.5 pr-1.5 pl-3.5">
      <code className="min-w-0 flex-1 py-1.5 font-mono text-sm leading-5 break-all">{text}</code>
      <CopyButton look="quiet" shape="small" text={text} what={what} aria-label={t(`copy.${what}`)} />
    </div>
  )
}

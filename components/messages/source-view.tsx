'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { messagePath } from '@/lib/client/api'
import { readStart } from '@/lib/client/read-start'

const SHOWN_BYTES = 200_000

/** The message as it came over the wire; the beginning here, all of it as a file. */
export function SourceView({ address, id, hasEnded }: { address: string; id: string; hasEnded: boolean }) {
  const t = useTranslations('messages')
  const url = `${messagePath(address, id)}/raw`
  const source = useQuery({
    queryKey: ['source', address, id],
    queryFn: ({ signal }) => readStart(url, SHOWN_BYTES, signal),
    enabled: !hasEnded,
  })
  if (hasEnded && !source.data) return <p className="p-5 text-soft">{t('sourceGone')}</p>
  return (
    <>
      {!hasEnded && (
        <p className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2 text-sm text-soft sm:px-5">
          {t(source.data?.isCut ? 'sourceCut' : 'sourceWhole')}
          <a href={url} download={`${id}.eml`} className={buttonClass({ shape: 'small' })}>
            <Download aria-hidden className="size-3.5" />
            {t('save')}
          </a>
        </p>
      )}
      <pre className="p-4 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap sm:p-5">
        {source.isError ? t('sourceFailed') : source.data?.text}
      </pre>
    </>
  )
}

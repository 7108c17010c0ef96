'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { messagePath } from '@/lib/client/api'
import { readStart } from '@/lib/client/read-start'

const SHOWN_BYTES = 200_000

/** The message as it came over the wire; the beginning here, all of it as a file. */
export function SourceView({ address, id, hasEnded }: { address: string; id: string; hasEnded: boolean }) {
  const url = `${messagePath(address, id)}/raw`
  const source = useQuery({
    queryKey: ['source', address, id],
    queryFn: ({ signal }) => readStart(url, SHOWN_BYTES, signal),
    enabled: !hasEnded,
  })
  if (hasEnded && !source.data) return <p className="p-5 text-soft">The source went with the inbox.</p>
  return (
    <>
      {!hasEnded && (
        <p className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2 text-sm text-soft sm:px-5">
          {source.data?.isCut ? 'The first 200 kB.' : 'Every byte as it was received.'}
          <a href={url} download={`${id}.eml`} className={buttonClass({ shape: 'small' })}>
            <Download aria-hidden className="size-3.5" />
            Save as .eml
          </a>
        </p>
      )}
      <pre className="p-4 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap sm:p-5">
        {source.isError ? 'The source did not load.' : source.data?.text}
      </pre>
    </>
  )
}

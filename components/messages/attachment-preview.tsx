'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { hidden } from '@/components/ui/rich'
import { readStart } from '@/lib/client/read-start'
import type { AttachmentBody } from '@/lib/messages/schema'

type Props = { file: AttachmentBody; name: string; url: string }

/** The server decides by the bytes; these are the ones worth asking about. */
const IMAGE = /^image\/(?:png|jpe?g|gif|webp)$/
const TEXT = /^(?:text\/|application\/(?:json|xml|x?-?yaml)|image\/svg)/
const SHOWN_BYTES = 300_000

/** A picture, or the text behind a button. Nothing for all other kinds, and for pictures that are none. */
export function AttachmentPreview({ file, name, url }: Props) {
  if (IMAGE.test(file.content_type)) return <Picture name={name} url={`${url}/preview`} />
  return TEXT.test(file.content_type) ? <Text name={name} url={`${url}/preview`} /> : null
}

function Picture({ name, url }: { name: string; url: string }) {
  const t = useTranslations('messages')
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return null
  return (
    // biome-ignore lint/performance/noImgElement: the picture is served as it is, to its owner alone
    <img
      src={url}
      alt={t('preview', { name })}
      loading="lazy"
      onError={() => setBroken(true)}
      className="mt-3 max-h-72 max-w-full rounded-control border border-line bg-sunken object-contain"
    />
  )
}

function Text({ name, url }: { name: string; url: string }) {
  const t = useTranslations('messages')
  const [isOpen, setOpen] = useState(false)
  const text = useQuery({
    queryKey: ['preview', url],
    queryFn: ({ signal }) => readStart(url, SHOWN_BYTES, signal),
    enabled: isOpen,
  })
  return (
    <div className="mt-2">
      <Button shape="small" look="quiet" className="-ml-2.5" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span>{t.rich(isOpen ? 'hideText' : 'showText', { name, hidden })}</span>
      </Button>
      {isOpen && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-2 max-h-72 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
        >
          {text.isError ? t('textFailed') : (text.data?.text ?? t('textLoading'))}
        </pre>
      )}
    </div>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { messagePath } from '@/lib/client/api'
import { heldBackImagesQuery } from '@/lib/client/queries'
import type { MessageBody } from '@/lib/messages/schema'
import { TextView } from './text-view'

/** The sanitised document in a frame that runs no script and has no origin. Remote images wait for a click. */
export function HtmlView({ address, message }: { address: string; message: MessageBody }) {
  const t = useTranslations('messages')
  const [hasImages, setImages] = useState(false)
  const source = `${messagePath(address, message.id)}/html`
  const heldBack = useQuery({
    ...heldBackImagesQuery(address, message.id),
    enabled: message.body_html !== null && /<ima?ge?\b/i.test(message.body_html),
  })
  const count = hasImages ? 0 : (heldBack.data ?? 0)
  return (
    <>
      {count > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2 text-sm text-soft sm:px-5 print:hidden">
          <p role="status">{t('heldBack', { count })}</p>
          <Button shape="small" onClick={() => setImages(true)}>
            {t('load', { count })}
          </Button>
        </div>
      )}
      <iframe
        key={source + String(hasImages)}
        title={t('frame', { subject: message.subject || t('noSubject') })}
        src={hasImages ? `${source}?images=1` : source}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className={`min-h-[65vh] w-full flex-1 bg-white lg:min-h-60 ${message.body_text === null ? 'print:h-[90vh]' : 'print:hidden'}`}
        style={{ colorScheme: 'light' }}
      />
      {/* A frame is printed as far as it is seen, so paper gets the text. */}
      {message.body_text !== null && (
        <div className="hidden print:block">
          <TextView text={message.body_text} />
        </div>
      )}
    </>
  )
}

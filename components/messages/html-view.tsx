'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { messagePath } from '@/lib/client/api'
import type { MessageBody } from '@/lib/messages/schema'

const REMOTE_IMAGE =
  /<(img|table|td|body|div)\b[^>]*\b(src|background|srcset)\s*=\s*["']?\s*(https?:)?\/\/|url\(\s*["']?https?:/i

/** The sanitised document in a frame that runs no script and has no origin. Remote images wait for a click. */
export function HtmlView({ address, message }: { address: string; message: MessageBody }) {
  const [hasImages, setImages] = useState(false)
  const source = `${messagePath(address, message.id)}/html`
  const isHeldBack = !hasImages && REMOTE_IMAGE.test(message.body_html ?? '')
  return (
    <>
      {isHeldBack && (
        <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2 text-sm text-soft sm:px-5">
          <p>Remote images are held back: loading them tells the sender that you read this.</p>
          <Button shape="small" onClick={() => setImages(true)}>
            Load images
          </Button>
        </div>
      )}
      <iframe
        key={source + String(hasImages)}
        title={`Message: ${message.subject || 'no subject'}`}
        src={hasImages ? `${source}?images=1` : source}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className="min-h-[65vh] w-full flex-1 bg-white lg:min-h-60"
        style={{ colorScheme: 'light' }}
      />
    </>
  )
}

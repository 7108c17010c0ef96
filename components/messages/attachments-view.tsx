import { Download, File } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { messagePath } from '@/lib/client/api'
import { fileSize } from '@/lib/client/format'
import type { MessageBody } from '@/lib/messages/schema'

type Props = { address: string; message: MessageBody; hasEnded: boolean }

/** Files of the message; always downloaded, never opened in the page. */
export function AttachmentsView({ address, message, hasEnded }: Props) {
  return (
    <ul className="divide-y divide-line px-4 sm:px-5">
      {message.attachments.map((file) => {
        const name = file.filename ?? `attachment ${file.index + 1}`
        return (
          <li key={file.index} className="flex items-center gap-3 py-3">
            <File aria-hidden className="size-5 shrink-0 text-soft" />
            <p className="min-w-0 flex-1 text-sm">
              <span className="block font-medium wrap-anywhere">{name}</span>
              <span className="text-soft">
                {file.content_type} · {fileSize(file.size)}
                {file.inline && ' · in the text'}
              </span>
            </p>
            {!hasEnded && (
              <a
                href={`${messagePath(address, message.id)}/attachments/${file.index}`}
                download={name}
                className={buttonClass({ shape: 'small' })}
              >
                <Download aria-hidden className="size-3.5" />
                <span className="max-sm:sr-only">Download</span>
                <span className="sr-only"> {name}</span>
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

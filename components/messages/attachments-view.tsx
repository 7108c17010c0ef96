import { Download, File, FolderDown, Mail } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { hidden } from '@/components/ui/rich'
import { messagePath } from '@/lib/client/api'
import { useFormat } from '@/lib/client/format'
import type { MessageBody } from '@/lib/messages/schema'
import { AttachmentPreview } from './attachment-preview'

type Props = { address: string; message: MessageBody; hasEnded: boolean }

/** Files of the message: downloaded one by one or all as one; pictures and text are shown, nothing is opened. */
export function AttachmentsView({ address, message, hasEnded }: Props) {
  const t = useTranslations('messages')
  const { fileSize } = useFormat()
  const base = messagePath(address, message.id)
  return (
    <>
      {!hasEnded && (
        <p className="flex flex-wrap items-center justify-end gap-2 border-b border-line px-4 py-2 sm:px-5">
          <a href={`${base}/attachments.zip`} download className={buttonClass({ shape: 'small' })}>
            <FolderDown aria-hidden className="size-3.5" />
            {t('saveAll')}
          </a>
          <a href={`${base}/raw`} download={`${message.id}.eml`} className={buttonClass({ shape: 'small' })}>
            <Mail aria-hidden className="size-3.5" />
            {t('saveMessage')}
          </a>
        </p>
      )}
      <ul className="divide-y divide-line px-4 sm:px-5">
        {message.attachments.map((file) => {
          const name = file.filename ?? t('attachment', { number: file.index + 1 })
          return (
            <li key={file.index} className="flex items-start gap-3 py-3">
              <File aria-hidden className="size-5 shrink-0 text-soft" />
              <div className="min-w-0 flex-1 text-sm">
                <p>
                  <bdi className="block font-medium wrap-anywhere">{name}</bdi>
                  <span className="text-soft">
                    {file.content_type} · {fileSize(file.size)}
                    {file.inline && ` · ${t('inText')}`}
                  </span>
                </p>
                {!hasEnded && <AttachmentPreview file={file} name={name} url={`${base}/attachments/${file.index}`} />}
              </div>
              {!hasEnded && (
                <a
                  href={`${base}/attachments/${file.index}`}
                  download={name}
                  className={buttonClass({ shape: 'small' })}
                >
                  <Download aria-hidden className="size-3.5" />
                  <span className="max-sm:sr-only">{t.rich('download', { name, hidden })}</span>
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { CopyButton } from '@/components/ui/copy-button'
import { hidden } from '@/components/ui/rich'
import type { MessageBody } from '@/lib/messages/schema'

/** Why most people opened the message: its code, its link. The link shows its true host. */
export function Highlights({ message }: { message: MessageBody }) {
  const t = useTranslations('messages')
  const { otp, verification_link: link } = message
  if (!otp && !link) return null
  return (
    <div className="flex shrink-0 flex-wrap gap-3 px-4 pb-4 sm:px-5">
      {otp && (
        <div className="flex max-w-full items-center gap-3 rounded-control bg-accent-wash py-2 pr-2 pl-4">
          <p className="min-w-0">
            <span className="block text-xs text-soft">{t('code')}</span>
            <span className="block font-mono text-xl font-medium tracking-wider break-all text-accent">{otp}</span>
          </p>
          <CopyButton text={otp} what="code" aria-label={t('copyTheCode')}>
            {t('copy')}
          </CopyButton>
        </div>
      )}
      {link && (
        <div className="flex max-w-full flex-wrap items-center gap-2 rounded-control bg-accent-wash py-2 pr-2 pl-4">
          <p className="min-w-0 pr-1">
            <span className="block text-xs text-soft">{t('link')}</span>
            <span className="block font-medium wrap-anywhere text-accent">{hostOf(message, link)}</span>
            {isOfAnother(message, link) && <span className="block text-xs text-soft">{t('linkElsewhere')}</span>}
          </p>
          <div className="flex gap-2">
            <a href={link} target="_blank" rel="noopener noreferrer" className={buttonClass({})}>
              <ExternalLink aria-hidden className="size-4" />
              <span>{t.rich('openLink', { hidden })}</span>
            </a>
            <CopyButton text={link} what="link" shape="icon" aria-label={t('copyLink')} />
          </div>
        </div>
      )}
    </div>
  )
}

function hostOf(message: MessageBody, url: string): string {
  return message.links.find((link) => link.url === url)?.host ?? (URL.canParse(url) ? new URL(url).host : url)
}

/** Known to be on another domain than the sender's: a mailer that counts clicks, or a lure. */
function isOfAnother(message: MessageBody, url: string): boolean {
  return message.links.find((link) => link.url === url)?.is_aligned === false
}

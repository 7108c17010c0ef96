import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'

type Props = { title: string; text: string; canCopy?: boolean }

/** Code that wraps rather than scrolls; long words break anywhere. */
export function CodeBlock({ title, text, canCopy = true }: Props) {
  const t = useTranslations('docs')
  return (
    <figure className="min-w-0 overflow-hidden rounded-control border border-line bg-sunken">
      <figcaption className="flex min-h-10 items-center justify-between gap-2 border-b border-line px-3.5 py-1 text-sm text-soft">
        {title}
        {canCopy && (
          <CopyButton
            text={text}
            what="text"
            name={title}
            look="quiet"
            shape="small"
            aria-label={t('copy', { title })}
          />
        )}
      </figcaption>
      <pre className="p-3.5 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">{text}</pre>
    </figure>
  )
}

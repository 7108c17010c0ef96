import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

const URL_IN_TEXT = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/g

/** Plain text as it came; addresses of pages become links, in a new tab and without a referrer. */
export function TextView({ text }: { text: string | null }) {
  const t = useTranslations('messages')
  if (!text) return <p className="p-5 text-soft">{t('noText')}</p>
  return (
    <div dir="auto" className="max-w-[80ch] p-4 leading-relaxed wrap-anywhere whitespace-pre-wrap sm:p-5">
      {withLinks(text)}
    </div>
  )
}

/** Splitting by one group leaves the addresses at the odd places. */
function withLinks(text: string): ReactNode[] {
  return text.split(URL_IN_TEXT).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        key={index}
        href={part}
        target="_blank"
        rel="noopener noreferrer"
        className="text-accent underline underline-offset-2"
      >
        {part}
      </a>
    ),
  )
}

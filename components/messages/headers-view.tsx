import { useTranslations } from 'next-intl'
import type { HeaderBody } from '@/lib/messages/schema'

/** All header fields in the order of the message. */
export function HeadersView({ headers }: { headers: HeaderBody[] }) {
  const t = useTranslations('messages')
  if (headers.length === 0) return <p className="p-5 text-soft">{t('noHeaders')}</p>
  return (
    <dl className="divide-y divide-line px-4 text-sm sm:px-5">
      {headers.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields repeat, and their order is fixed
        <div key={index} className="grid gap-x-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="font-medium wrap-anywhere text-soft">{name}</dt>
          <dd className="font-mono text-xs leading-5 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

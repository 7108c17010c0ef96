'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { useFormat } from '@/lib/client/format'
import { hasText } from '@/lib/client/has-text'
import { deliveriesQuery } from '@/lib/client/queries'
import type { DeliveryBody } from '@/lib/mailboxes/schema'

type Props = { address: string; title?: string; isOpenAtFirst?: boolean }

/** Every attempt to deliver, also the refused ones. Asked for only while open; events keep it fresh. */
export function DeliveriesPanel({ address, title, isOpenAtFirst = false }: Props) {
  const t = useTranslations('deliveries')
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const deliveries = useQuery({ ...deliveriesQuery(address), enabled: isOpen, staleTime: 0 })
  const items = deliveries.data?.items ?? []
  return (
    <Disclosure title={title ?? t('title')} onToggle={setOpen} isOpenAtFirst={isOpenAtFirst}>
      <div className="flex items-start justify-between gap-4">
        <p role="status" className="text-soft">
          {deliveries.isError && t('failed')}
          {deliveries.isPending && t('looking')}
          {deliveries.isSuccess && items.length === 0 && t('none')}
          {items.length > 0 && t('all')}
        </p>
        <Button look="quiet" shape="small" onClick={() => deliveries.refetch()} disabled={deliveries.isFetching}>
          <RefreshCw aria-hidden className="size-3.5" />
          {t('again')}
        </Button>
      </div>
      {items.length > 0 && (
        <ul className="mt-2 divide-y divide-line">
          {items.map((delivery) => (
            <Delivery key={`${delivery.at}-${delivery.message_id}-${delivery.client_name}`} delivery={delivery} />
          ))}
        </ul>
      )}
    </Disclosure>
  )
}

/** By its reason; the API's own sentence, which is English, for reasons that this page does not know. */
function Explanation({ delivery: { reason, explanation } }: { delivery: DeliveryBody }) {
  const t = useTranslations('deliveries')
  const key = `reasons.${reason}`
  if (hasText<'reasons.timeout'>(t, key)) return <span className="block">{t(key)}</span>
  return (
    <span className="block" lang="en">
      {explanation}
    </span>
  )
}

function Delivery({ delivery }: { delivery: DeliveryBody }) {
  const t = useTranslations('deliveries')
  const { clockTime, fileSize } = useFormat()
  const isAccepted = delivery.result === 'accepted'
  const facts = [
    delivery.smtp_code && `SMTP ${delivery.smtp_code}`,
    delivery.size !== null && fileSize(delivery.size),
    delivery.tls ?? t('noTls'),
  ].filter(Boolean)
  return (
    <li className="flex gap-3 py-2">
      <time dateTime={delivery.at} className="shrink-0 text-soft tabular-nums">
        {clockTime(delivery.at)}
      </time>
      <p className="min-w-0 wrap-anywhere">
        {t.rich(delivery.result, {
          b: (text) => <span className={clsx('font-medium', isAccepted ? 'text-accent' : 'text-danger')}>{text}</span>,
          sender: delivery.from_domain ?? delivery.client_name,
        })}
        {delivery.explanation && <Explanation delivery={delivery} />}
        <span className="block text-xs text-soft">{facts.join(' · ')}</span>
      </p>
    </li>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { clockTime, fileSize } from '@/lib/client/format'
import { deliveriesQuery } from '@/lib/client/queries'
import type { DeliveryBody } from '@/lib/mailboxes/schema'

type Props = { address: string; title?: string; isOpenAtFirst?: boolean }

/** Every attempt to deliver, also the refused ones. Asked for only while open; events keep it fresh. */
export function DeliveriesPanel({ address, title = 'Where is my mail?', isOpenAtFirst = false }: Props) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const deliveries = useQuery({ ...deliveriesQuery(address), enabled: isOpen, staleTime: 0 })
  const items = deliveries.data?.items ?? []
  return (
    <Disclosure title={title} onToggle={setOpen} isOpenAtFirst={isOpenAtFirst}>
      <div className="flex items-start justify-between gap-4">
        <p role="status" className="text-soft">
          {deliveries.isError && 'The attempts could not be loaded.'}
          {deliveries.isPending && 'Looking…'}
          {deliveries.isSuccess && items.length === 0 && 'No mail server has tried to deliver to this address yet.'}
          {items.length > 0 && 'Everything that knocked, newest first.'}
        </p>
        <Button look="quiet" shape="small" onClick={() => deliveries.refetch()} disabled={deliveries.isFetching}>
          <RefreshCw aria-hidden className="size-3.5" />
          Look again
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

function Delivery({ delivery }: { delivery: DeliveryBody }) {
  const isAccepted = delivery.result === 'accepted'
  const facts = [
    delivery.smtp_code && `SMTP ${delivery.smtp_code}`,
    delivery.size !== null && fileSize(delivery.size),
    delivery.tls ?? 'no TLS',
  ].filter(Boolean)
  return (
    <li className="flex gap-3 py-2">
      <time dateTime={delivery.at} className="shrink-0 text-soft tabular-nums">
        {clockTime(delivery.at)}
      </time>
      <p className="min-w-0 wrap-anywhere">
        <span className={clsx('font-medium', isAccepted ? 'text-accent' : 'text-danger')}>
          {isAccepted ? 'Accepted' : 'Refused'}
        </span>{' '}
        from {delivery.from_domain ?? delivery.client_name}
        {delivery.explanation && <span className="block">{delivery.explanation}</span>}
        <span className="block text-xs text-soft">{facts.join(' · ')}</span>
      </p>
    </li>
  )
}

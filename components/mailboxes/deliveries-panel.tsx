'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Log, LogRow, Outcome } from '@/components/ui/log'
import { useFormat } from '@/lib/client/format'
import { hasText } from '@/lib/client/has-text'
import { deliveriesQuery } from '@/lib/client/queries'
import type { DeliveryBody } from '@/lib/mailboxes/schema'

type Props = { address: string; title?: string; isOpenAtFirst?: boolean; isInner?: boolean }

/** Every attempt to deliver, also the refused ones. Asked for only while open; events keep it fresh. */
export function DeliveriesPanel({ address, title, isOpenAtFirst = false, isInner = false }: Props) {
  const t = useTranslations('deliveries')
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const deliveries = useQuery({ ...deliveriesQuery(address), enabled: isOpen, staleTime: 0 })
  const items = deliveries.data?.items ?? []
  return (
    <Log
      title={title ?? t('title')}
      query={deliveries}
      words={{ failed: t('failed'), none: t('none'), all: t('all') }}
      rows={items.map((delivery) => (
        <Delivery key={`${delivery.at}-${delivery.message_id}-${delivery.client_name}`} delivery={delivery} />
      ))}
      isOpenAtFirst={isOpenAtFirst}
      isInner={isInner}
      onToggle={setOpen}
    />
  )
}

function Delivery({ delivery }: { delivery: DeliveryBody }) {
  const t = useTranslations('deliveries')
  const { clockTime, fileSize } = useFormat()
  return (
    <LogRow
      time={<time dateTime={delivery.at}>{clockTime(delivery.at)}</time>}
      facts={[
        delivery.smtp_code && `SMTP ${delivery.smtp_code}`,
        delivery.size !== null && fileSize(delivery.size),
        // the cipher is for those who ask the API
        delivery.tls?.split(' ')[0] ?? t('noTls'),
      ]}
    >
      {t.rich(delivery.result, {
        b: (text) => <Outcome isGood={delivery.result === 'accepted'}>{text}</Outcome>,
        sender: delivery.from_domain ?? delivery.client_name,
      })}
      {delivery.explanation && <Explanation delivery={delivery} />}
    </LogRow>
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

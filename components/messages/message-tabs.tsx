'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Tab, Tabs } from '@/components/ui/tabs'
import type { MessageBody } from '@/lib/messages/schema'
import { AttachmentsView } from './attachments-view'
import { HeadersView } from './headers-view'
import { HtmlView } from './html-view'
import { SourceView } from './source-view'
import { TextView } from './text-view'

type Props = { address: string; message: MessageBody; hasEnded: boolean }

/** The ways to look at a message; what the sender designed comes first. */
export function MessageTabs({ address, message, hasEnded }: Props) {
  const t = useTranslations('messages')
  const tabs: Tab[] = []
  if (message.body_html !== null) {
    tabs.push({ id: 'html', label: t('tabs.html'), panel: <HtmlView address={address} message={message} /> })
  }
  tabs.push({ id: 'text', label: t('tabs.text'), panel: <TextView text={message.body_text} /> })
  if (message.attachments.length > 0) {
    const label = t('tabs.attachments', { count: message.attachments.length })
    const panel = <AttachmentsView address={address} message={message} hasEnded={hasEnded} />
    tabs.push({ id: 'attachments', label, panel })
  }
  tabs.push({ id: 'headers', label: t('tabs.headers'), panel: <HeadersView headers={message.headers} /> })
  tabs.push({
    id: 'source',
    label: t('tabs.source'),
    panel: <SourceView address={address} id={message.id} hasEnded={hasEnded} />,
  })
  const [selected, setSelected] = useState(tabs[0]?.id ?? 'text')
  return <Tabs label={t('views')} tabs={tabs} selected={selected} onSelect={setSelected} />
}

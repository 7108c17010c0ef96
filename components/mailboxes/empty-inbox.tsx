'use client'

import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { useCommands } from '@/lib/client/commands'
import { useErrorWords } from '@/lib/client/use-error-words'
import { DeliveriesPanel } from './deliveries-panel'
import { SmtpHint } from './smtp-hint'
import { WaitingCard } from './waiting-card'

/** Nothing has come yet: what to do with the address, how to see it work, and where to look when mail does not come. */
export function EmptyInbox({ address }: { address: string }) {
  const t = useTranslations('inbox')
  const commands = useTranslations('commands')
  const errorWords = useErrorWords()
  const send = useMutation({
    mutationFn: () => api.sendTestMessage(address),
    onError: (error) => toast(errorWords(error), 'danger'),
  })
  const sendTest = () => send.mutate()
  useCommands([{ id: 'test', words: commands('test'), group: 'Inbox', key: 't', run: sendTest }])
  return (
    <section aria-label={t('messages')} className="flex flex-1 flex-col gap-4">
      <WaitingCard>
        <Button onClick={sendTest} disabled={send.isPending || send.isSuccess} aria-keyshortcuts="t">
          <Send aria-hidden className="size-4" />
          {t(send.isSuccess ? 'onItsWay' : 'sendTest')}
        </Button>
      </WaitingCard>
      {/* One panel: side by side, two of their own would end at different heights. */}
      <div className="grid divide-line rounded-panel border border-line bg-surface max-lg:divide-y lg:grid-cols-2 lg:divide-x">
        <DeliveriesPanel address={address} title={t('knocked')} isOpenAtFirst isInner />
        <SmtpHint address={address} />
      </div>
    </section>
  )
}

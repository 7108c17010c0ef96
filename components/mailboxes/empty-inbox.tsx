'use client'

import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Logo } from '@/components/ui/logo'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { useCommands } from '@/lib/client/commands'
import { useErrorWords } from '@/lib/client/use-error-words'
import { DeliveriesPanel } from './deliveries-panel'
import { SmtpHint } from './smtp-hint'

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
      <div className="flex flex-1 flex-col items-center justify-center rounded-panel border border-line bg-surface px-6 py-10 text-center">
        <Logo className="size-12 animate-breathe text-accent" />
        <h2 className="mt-4 text-xl font-semibold">{t('waiting')}</h2>
        <p className="mt-2 max-w-md text-soft text-pretty">{t('waitingAbout')}</p>
        <Button className="mt-5" onClick={sendTest} disabled={send.isPending || send.isSuccess} aria-keyshortcuts="t">
          <Send aria-hidden className="size-4" />
          {t(send.isSuccess ? 'onItsWay' : 'sendTest')}
        </Button>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <DeliveriesPanel address={address} title={t('knocked')} isOpenAtFirst />
        <SmtpHint address={address} />
      </div>
    </section>
  )
}

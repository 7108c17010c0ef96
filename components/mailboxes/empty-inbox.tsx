'use client'

import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Logo } from '@/components/ui/logo'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { useCommands } from '@/lib/client/commands'
import { DeliveriesPanel } from './deliveries-panel'
import { SmtpHint } from './smtp-hint'

/** Nothing has come yet: what to do with the address, how to see it work, and where to look when mail does not come. */
export function EmptyInbox({ address }: { address: string }) {
  const send = useMutation({
    mutationFn: () => api.sendTestMessage(address),
    onError: (error) => toast(error.message, 'danger'),
  })
  const sendTest = () => send.mutate()
  useCommands([{ id: 'test', words: 'Send a test mail', group: 'Inbox', key: 't', run: sendTest }])
  return (
    <section aria-label="Messages" className="flex flex-1 flex-col gap-4">
      <div className="flex flex-1 flex-col items-center justify-center rounded-panel border border-line bg-surface px-6 py-10 text-center">
        <Logo className="size-12 animate-breathe text-accent" />
        <h2 className="mt-4 text-xl font-semibold">Waiting for mail</h2>
        <p className="mt-2 max-w-md text-soft text-pretty">
          Use the address wherever one is asked for. Mail shows up here the moment it arrives; there is nothing to
          reload.
        </p>
        <Button className="mt-5" onClick={sendTest} disabled={send.isPending || send.isSuccess} aria-keyshortcuts="t">
          <Send aria-hidden className="size-4" />
          {send.isSuccess ? 'On its way' : 'Send a test mail'}
        </Button>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <DeliveriesPanel address={address} title="Nothing yet? Here is what knocked" isOpenAtFirst />
        <SmtpHint address={address} />
      </div>
    </section>
  )
}

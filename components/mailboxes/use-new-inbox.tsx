'use client'

import { announce } from '@/components/ui/announcer'
import { showDialog } from '@/components/ui/dialog-host'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { useCreateMailbox } from '@/lib/client/mutations'
import { goTo, mailboxHref } from '@/lib/client/use-route'
import { useSite } from './site-context'

const goToInbox = (address: string) => goTo(mailboxHref(address))

/** Makes another inbox, at once or after asking for its name, and goes there; the old one stays until its end. */
export function useNewInbox(): { createInbox(): void; chooseName(): void; isCreating: boolean } {
  const { domains } = useSite()
  const create = useCreateMailbox()
  const createInbox = () =>
    create.mutate(undefined, {
      onSuccess: ({ address }) => {
        goToInbox(address)
        announce(`New inbox: ${address}`)
      },
      onError: (error) => toast(words(error), 'danger'),
    })
  const chooseName = () =>
    void showDialog(async () => {
      const { NewInboxDialog } = await import('@/components/accounts/new-inbox-dialog')
      return (close) => <NewInboxDialog domains={domains} onCreated={goToInbox} onClose={close} />
    })
  return { createInbox, chooseName, isCreating: create.isPending }
}

function words(error: Error): string {
  const isLimit = error instanceof ApiError && error.code === 'mailbox_limit_reached'
  return isLimit ? 'You have as many inboxes as your plan allows. Delete one to make room.' : error.message
}

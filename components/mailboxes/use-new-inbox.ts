'use client'

import { announce } from '@/components/ui/announcer'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { useCreateMailbox } from '@/lib/client/mutations'
import { goTo, mailboxHref } from '@/lib/client/use-route'

/** Makes another inbox and goes there; the old one stays until its end. */
export function useNewInbox(): { createInbox: () => void; isCreating: boolean } {
  const create = useCreateMailbox()
  const createInbox = () =>
    create.mutate(undefined, {
      onSuccess: ({ address }) => {
        goTo(mailboxHref(address))
        announce(`New inbox: ${address}`)
      },
      onError: (error) => toast(words(error), 'danger'),
    })
  return { createInbox, isCreating: create.isPending }
}

function words(error: Error): string {
  const isLimit = error instanceof ApiError && error.code === 'mailbox_limit_reached'
  return isLimit ? 'You have as many inboxes as your plan allows. Delete one to make room.' : error.message
}

'use client'

import { useTranslations } from 'next-intl'
import { announce } from '@/components/ui/announcer'
import { showDialog } from '@/components/ui/dialog-host'
import { toast } from '@/components/ui/toast'
import { useCreateMailbox } from '@/lib/client/mutations'
import { useErrorWords } from '@/lib/client/use-error-words'
import { goTo, mailboxHref } from '@/lib/client/use-route'
import { useSite } from './site-context'

const goToInbox = (address: string) => goTo(mailboxHref(address))

/** Makes another inbox, at once or after asking for its name, and goes there; the old one stays until its end. */
export function useNewInbox(): { createInbox(): void; chooseName(): void; isCreating: boolean } {
  const t = useTranslations('inbox')
  const errorWords = useErrorWords()
  const { domains } = useSite()
  const create = useCreateMailbox()
  const createInbox = () =>
    create.mutate(undefined, {
      onSuccess: ({ address }) => {
        goToInbox(address)
        announce(t('created', { address }))
      },
      onError: (error) => toast(errorWords(error), 'danger'),
    })
  const chooseName = () =>
    void showDialog(async () => {
      const { NewInboxDialog } = await import('@/components/accounts/new-inbox-dialog')
      return (close) => <NewInboxDialog domains={domains} onCreated={goToInbox} onClose={close} />
    })
  return { createInbox, chooseName, isCreating: create.isPending }
}

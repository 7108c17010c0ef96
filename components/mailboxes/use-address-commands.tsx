'use client'

import { useTranslations } from 'next-intl'
import { announce } from '@/components/ui/announcer'
import { showDialog } from '@/components/ui/dialog-host'
import { useCommands } from '@/lib/client/commands'
import { useCopy } from '@/lib/client/use-copy'

/** Copying and showing the address by key. Null: there is no address to give away. */
export function useAddressCommands(address: string | null): { showQrCode(): void } {
  const t = useTranslations('commands')
  const ui = useTranslations('ui')
  const { copy } = useCopy()
  const copyAddress = async (text: string) => {
    if (await copy(text)) announce(ui('copied.address'))
  }
  const showQrCode = () => {
    if (!address) return
    void showDialog(async () => {
      const { QrDialog } = await import('./qr-dialog')
      return (close) => <QrDialog address={address} onClose={close} />
    })
  }
  useCommands(
    address
      ? [
          { id: 'copy', words: t('copy'), group: 'Inbox', key: 'c', run: () => void copyAddress(address) },
          { id: 'qr', words: t('qr'), group: 'Inbox', key: 'q', run: showQrCode },
        ]
      : [],
  )
  return { showQrCode }
}

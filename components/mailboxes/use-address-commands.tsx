'use client'

import { useTranslations } from 'next-intl'
import { showDialog } from '@/components/ui/dialog-host'
import { useCopyByKey } from '@/components/ui/use-copy-by-key'
import { useCommands } from '@/lib/client/commands'

/** Copying and showing the address by key. Null: there is no address to give away. */
export function useAddressCommands(address: string | null): { showQrCode(): void } {
  const t = useTranslations('commands')
  const copyAddress = useCopyByKey('address')
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

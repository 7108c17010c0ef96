'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'

type Props = { title: string; children: ReactNode; confirm: string; onConfirm(): void; onClose(): void }

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, children, confirm, onConfirm, onClose }: Props) {
  const t = useTranslations('ui')
  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <>
          <div className="mt-2 text-sm text-soft">{children}</div>
          <div className="mt-6 flex justify-end gap-2">
            <Button onClick={close}>{t('keep')}</Button>
            <Button
              look="danger"
              onClick={() => {
                close()
                onConfirm()
              }}
            >
              {confirm}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

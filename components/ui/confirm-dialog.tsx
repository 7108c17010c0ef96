'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button'

type Props = { title: string; children: ReactNode; confirm: string; onConfirm(): void; onClose(): void }

/** Asks before something that cannot be undone. Native dialog: focus is kept inside and returned afterwards. */
export function ConfirmDialog({ title, children, confirm, onConfirm, onClose }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (!ref.current?.open) ref.current?.showModal()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[min(26rem,calc(100%-2rem))] rounded-panel border border-line bg-surface p-6 text-ink shadow-lift"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        {title}
      </h2>
      <div className="mt-2 text-sm text-soft">{children}</div>
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={() => ref.current?.close()}>Keep it</Button>
        <Button
          look="danger"
          onClick={() => {
            ref.current?.close()
            onConfirm()
          }}
        >
          {confirm}
        </Button>
      </div>
    </dialog>
  )
}

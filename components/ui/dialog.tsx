'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

type Props = { title: string; onClose(): void; children: (close: () => void) => ReactNode }

/** Native dialog: focus is kept inside and returned afterwards. Its content closes it with the function it is given. */
export function Dialog({ title, onClose, children }: Props) {
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
      {children(() => ref.current?.close())}
    </dialog>
  )
}

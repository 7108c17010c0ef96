'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button'

type Props = {
  title: string
  onClose(): void
  children: (close: () => void) => ReactNode
  /** `sheet` is wide, starts near the top and brings its own inner space; its title is for screen readers only. */
  shape?: 'card' | 'sheet'
}

const SHAPES = {
  card: 'm-auto w-[min(26rem,calc(100%-2rem))] p-6',
  sheet: 'mx-auto mt-[12dvh] mb-auto w-[min(36rem,calc(100%-2rem))] overflow-hidden',
} as const

/** Native dialog: focus is kept inside and returned afterwards. Its content closes it with the function it is given. */
export function Dialog({ title, onClose, children, shape = 'card' }: Props) {
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
      className={clsx(
        'animate-appear rounded-panel border border-line bg-surface text-ink shadow-lift backdrop:animate-fade',
        SHAPES[shape],
      )}
    >
      <h2 id={titleId} className={shape === 'sheet' ? 'sr-only' : 'text-lg font-semibold'}>
        {title}
      </h2>
      {children(() => ref.current?.close())}
    </dialog>
  )
}

/** The foot of a dialog that only shows, or keeps what was chosen at once. */
export function DialogDone({ close }: { close(): void }) {
  const t = useTranslations('ui')
  return (
    <div className="mt-5 flex justify-end">
      <Button look="primary" onClick={close}>
        {t('done')}
      </Button>
    </div>
  )
}

'use client'

import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, type ToggleEvent, useEffect, useEffectEvent, useRef } from 'react'

type Props = {
  title: string
  children: ReactNode
  isOpenAtFirst?: boolean
  /** Stands inside of a panel that has a frame of its own. */
  isInner?: boolean
  onToggle?(isOpen: boolean): void
}

/** A panel that opens on demand, also before the page's script runs: the browser does it. */
export function Disclosure({ title, children, isOpenAtFirst, isInner = false, onToggle }: Props) {
  const ref = useRef<HTMLDetailsElement>(null)
  const tell = useEffectEvent(() => onToggle?.(ref.current?.open ?? false))
  useEffect(() => tell(), [])
  return (
    <details
      ref={ref}
      open={isOpenAtFirst}
      className={clsx('group shrink-0', !isInner && 'rounded-panel border border-line bg-surface')}
      onToggle={(event: ToggleEvent<HTMLDetailsElement>) => onToggle?.(event.currentTarget.open)}
    >
      <summary className="flex list-none items-center gap-2 rounded-panel px-4 py-3 text-sm font-medium text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform duration-(--quick) group-open:rotate-90"
        />
        {title}
      </summary>
      <div className="max-h-72 overflow-auto px-4 pb-4 text-sm">{children}</div>
    </details>
  )
}

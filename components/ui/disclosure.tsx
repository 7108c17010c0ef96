'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, type ToggleEvent, useEffect, useEffectEvent, useRef } from 'react'

type Props = { title: string; children: ReactNode; isOpenAtFirst?: boolean; onToggle?(isOpen: boolean): void }

/** A panel that opens on demand, also before the page's script runs: the browser does it. */
export function Disclosure({ title, children, isOpenAtFirst, onToggle }: Props) {
  const ref = useRef<HTMLDetailsElement>(null)
  const tell = useEffectEvent(() => onToggle?.(ref.current?.open ?? false))
  useEffect(() => tell(), [])
  return (
    <details
      ref={ref}
      open={isOpenAtFirst}
      className="group shrink-0 rounded-panel border border-line bg-surface"
      onToggle={(event: ToggleEvent<HTMLDetailsElement>) => onToggle?.(event.currentTarget.open)}
    >
      <summary className="flex list-none items-center gap-2 rounded-panel px-4 py-3 text-sm font-medium text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform duration-(--quick) group-open:rotate-90" />
        {title}
      </summary>
      <div className="max-h-72 overflow-auto px-4 pb-4 text-sm">{children}</div>
    </details>
  )
}

'use client'

import { ChevronRight } from 'lucide-react'
import type { ReactNode, ToggleEvent } from 'react'

type Props = { title: string; children: ReactNode; isOpenAtFirst?: boolean; onToggle?(isOpen: boolean): void }

/** A panel that opens on demand. */
export function Disclosure({ title, children, isOpenAtFirst, onToggle }: Props) {
  return (
    <details
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

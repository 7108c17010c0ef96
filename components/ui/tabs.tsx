'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useId } from 'react'

export type Tab = { id: string; label: string; panel: ReactNode }

type Props = { label: string; tabs: Tab[]; selected: string; onSelect(id: string): void }

/** Tabs as the WAI-ARIA practices describe them: one stop for Tab, arrows move and select. */
export function Tabs({ label, tabs, selected, onSelect }: Props) {
  const base = useId()
  const at = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === selected),
  )
  const active = tabs[at]
  if (!active) return null

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    onSelect(next.id)
    document.getElementById(`${base}-${next.id}`)?.focus()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-1.5 sm:px-2.5 print:hidden"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            aria-selected={tab.id === active.id}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === active.id ? 0 : -1}
            onClick={() => onSelect(tab.id)}
            className={clsx(
              '-mb-px shrink-0 border-b-2 px-2.5 py-2.5 text-sm font-medium -outline-offset-2 transition-colors duration-(--quick)',
              tab.id === active.id ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${active.id}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col overflow-auto -outline-offset-2 print:overflow-visible"
      >
        {active.panel}
      </div>
    </div>
  )
}

'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { Command } from '@/lib/client/commands'
import { findCommands } from './find-commands'
import { PaletteList, toOptionId } from './palette-list'

/** Everything that can be done, by its name. A combobox with a list, as the WAI-ARIA practices describe it. */
export function Palette({ commands, onClose }: { commands: Command[]; onClose(): void }) {
  const t = useTranslations('commands')
  return (
    <Dialog title={t('title')} shape="sheet" onClose={onClose}>
      {(close) => <CommandSearch commands={commands} close={close} />}
    </Dialog>
  )
}

function CommandSearch({ commands, close }: { commands: Command[]; close(): void }) {
  const t = useTranslations('commands')
  const base = useId()
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const found = findCommands(commands, asked)
  const active = found[at]

  const run = (command: Command) => {
    close()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) setAt((at + step + found.length) % found.length)
    else if (event.key === 'Enter' && active) run(active)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4.5 shrink-0 text-soft" />
        <input
          role="combobox"
          aria-label={t('ask')}
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={active && toOptionId(base, active)}
          placeholder={t('ask')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={asked}
          onChange={(event) => {
            setAsked(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="h-14 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-soft"
        />
      </div>
      <PaletteList base={base} commands={found} active={active} onRun={run} />
      <p role="status" className="sr-only">
        {t('found', { count: found.length })}
      </p>
    </>
  )
}

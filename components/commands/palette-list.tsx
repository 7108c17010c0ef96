'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Key } from '@/components/ui/key'
import type { Command } from '@/lib/client/commands'

type Props = { base: string; commands: Command[]; active: Command | undefined; onRun(command: Command): void }

export const toOptionId = (base: string, { id }: Command) => `${base}-${id}`

/** The focus stays in the field above: options are told by aria-activedescendant and taken with Enter or a click. */
export function PaletteList({ base, commands, active, onRun }: Props) {
  const t = useTranslations('commands')
  const chosen = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is active
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [active?.id])
  return (
    <div id={`${base}-list`} role="listbox" aria-label={t('title')} className="max-h-[50dvh] overflow-y-auto p-2">
      {commands.map((command) => {
        const isActive = command.id === active?.id
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
          <div
            key={command.id}
            ref={isActive ? chosen : undefined}
            id={toOptionId(base, command)}
            role="option"
            aria-selected={isActive}
            onClick={() => onRun(command)}
            className={clsx(
              'flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-control px-3 py-1.5 text-sm',
              isActive ? 'bg-accent-wash' : 'hover:bg-sunken',
            )}
          >
            <span dir="auto" className="min-w-0 truncate">
              {command.words}
            </span>
            {command.key && <Key name={command.key} className="shrink-0" />}
          </div>
        )
      })}
      {commands.length === 0 && <p className="px-3 py-6 text-center text-sm text-soft">{t('none')}</p>}
    </div>
  )
}

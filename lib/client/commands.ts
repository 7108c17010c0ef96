/** What can be done on the page right now: one list for the keys, for the palette and for the sheet of keys. */
import { type RefObject, useEffect, useRef } from 'react'
import { readPreference } from './preferences'

export type Command = {
  id: string
  /** What it does, as a person would ask for it. */
  words: string
  group: 'Inbox' | 'Messages' | 'Page'
  /** As KeyboardEvent.key has it, or `Mod+k` with the Control or Command key. */
  key?: string
  run(): void
}

const sources = new Set<RefObject<Command[]>>()

/** Offers the commands as long as the component is there. */
export function useCommands(commands: Command[]): void {
  const current = useRef(commands)
  useEffect(() => {
    current.current = commands
  })
  useEffect(() => {
    if (sources.size === 0) document.addEventListener('keydown', onKey)
    sources.add(current)
    return () => {
      sources.delete(current)
      if (sources.size === 0) document.removeEventListener('keydown', onKey)
    }
  }, [])
}

/** Those of the page as a whole first: React mounts the inner parts before the outer. */
export const listCommands = (): Command[] => [...sources].reverse().flatMap(({ current }) => current)

/**
 * Single keys are silent while typing and where the visitor switched them off (WCAG 2.1.4); all keys are under an open
 * dialog, which has keys of its own.
 */
function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return
  const hasModifier = event.ctrlKey || event.metaKey
  if (!hasModifier && (isTyping(event.target) || !readPreference('keys'))) return
  const key = hasModifier ? `Mod+${event.key.toLowerCase()}` : event.key
  const command = listCommands().find((candidate) => candidate.key === key)
  if (!command) return
  event.preventDefault()
  command.run()
}

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null

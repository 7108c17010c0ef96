'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { CONTROL } from '@/components/ui/control-class'
import { useCommands } from '@/lib/client/commands'

/** The API takes more; nobody types it. */
const MAX_LENGTH = 200

type Props = {
  /** Whether a message is open: on phones it has the place of the list. `onLeave` closes it. */
  isReading: boolean
  onLeave(): void
  text: string
  onText(text: string): void
}

/** The box above the list. Escape empties it first, and then leaves it. */
export function MessageSearch({ isReading, onLeave, text, onText }: Props) {
  const t = useTranslations('messages')
  const commands = useTranslations('commands')
  const input = useRef<HTMLInputElement>(null)
  const isWanted = useRef(false)
  const search = () => {
    isWanted.current = input.current?.checkVisibility() === false
    if (isWanted.current) onLeave()
    else focusSoon(input)
  }
  useEffect(() => {
    if (isReading || !isWanted.current) return
    isWanted.current = false
    focusSoon(input)
  }, [isReading])
  useCommands([{ id: 'search', words: commands('search'), group: 'Messages', key: '/', run: search }])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    if (text === '') event.currentTarget.blur()
    else onText('')
  }
  return (
    <search className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-3.5 left-3 size-4 text-soft" />
      <input
        ref={input}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        aria-keyshortcuts="/"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={MAX_LENGTH}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        className={`${CONTROL} border-line pl-9`}
      />
    </search>
  )
}

/** A frame later, since the palette gives the focus back when it closes. */
const focusSoon = (input: RefObject<HTMLInputElement | null>) => requestAnimationFrame(() => input.current?.focus())

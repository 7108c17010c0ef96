'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef } from 'react'
import { CONTROL } from '@/components/ui/field'
import { useCommands } from '@/lib/client/commands'

/** The API takes more; nobody types it. */
const MAX_LENGTH = 200

type Props = {
  text: string
  onText(text: string): void
}

/** The box above the list. Escape empties it first, and then leaves it. */
export function MessageSearch({ text, onText }: Props) {
  const t = useTranslations('messages')
  const commands = useTranslations('commands')
  const input = useRef<HTMLInputElement>(null)
  // a frame later, since the palette gives the focus back when it closes
  const focus = () => requestAnimationFrame(() => input.current?.focus())
  useCommands([{ id: 'search', words: commands('search'), group: 'Messages', key: '/', run: () => void focus() }])

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

'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { CONTROL } from '@/components/ui/control-class'
import { Method } from './method'

type Entry = { id: string; method: string; path: string; summary: string }

type Props = { groups: { name: string; entries: Entry[] }[] }

/** All calls, narrowed by words of their names and URLs. Enter leads to the first one left. */
export function ReferenceNav({ groups }: Props) {
  const t = useTranslations('docs')
  const [wanted, setWanted] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // what was typed before the script ran
  useEffect(() => setWanted(input.current?.value ?? ''), [])
  const words = wanted.toLowerCase().split(/\s+/)
  const isWanted = ({ method, path, summary }: Entry) =>
    words.every((word) => `${method} ${path} ${summary}`.toLowerCase().includes(word))
  const left = groups
    .map(({ name, entries }) => ({ name, entries: entries.filter(isWanted) }))
    .filter(({ entries }) => entries.length > 0)
  const count = left.reduce((sum, { entries }) => sum + entries.length, 0)

  return (
    <nav aria-label={t('calls')} className="flex flex-col gap-3">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const first = left[0]?.entries[0]
          if (first) window.location.hash = first.id
        }}
      >
        <label htmlFor="calls-filter" className="sr-only">
          {t('find')}
        </label>
        <input
          ref={input}
          id="calls-filter"
          type="search"
          placeholder={t('find')}
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          className={clsx(CONTROL, 'border-line')}
        />
      </form>
      <p role="status" className="sr-only">
        {wanted === '' ? '' : t('found', { count })}
      </p>
      {count === 0 && <p className="px-2 text-sm text-soft">{t('none')}</p>}
      {/* The search stays where it is; that there is more below shows in a list that fades out. */}
      <div className="flex max-h-64 flex-col gap-3 overflow-y-auto mask-b-from-[calc(100%-2rem)] pb-6 lg:max-h-[calc(100dvh-8rem)]">
        {left.map(({ name, entries }) => (
          <div key={name} lang="en">
            <p className="px-2 text-xs font-medium text-soft">{name}</p>
            <ul>
              {entries.map(({ id, method, summary }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="flex items-baseline gap-2 rounded-control px-2 py-1.5 text-sm hover:bg-sunken"
                  >
                    <Method name={method} className="w-13 shrink-0" />
                    <span>{summary}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  )
}

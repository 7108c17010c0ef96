'use client'

import { clsx } from 'clsx'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from './button'
import { Disclosure } from './disclosure'

type Props = {
  title: string
  /** As react-query tells of it. */
  query: { isError: boolean; isPending: boolean; isFetching: boolean; refetch(): unknown }
  words: { failed: string; none: string; all: string }
  /** One LogRow for each entry, newest first. */
  rows: ReactNode[]
  isOpenAtFirst?: boolean
  isInner?: boolean
  onToggle(isOpen: boolean): void
}

/** What happened, on demand: its state in words, a look again, the entries. */
export function Log({ title, query, words, rows, isOpenAtFirst, isInner, onToggle }: Props) {
  const t = useTranslations('ui')
  const isEmpty = !query.isError && !query.isPending && rows.length === 0
  return (
    <Disclosure title={title} onToggle={onToggle} isOpenAtFirst={isOpenAtFirst} isInner={isInner}>
      <div className="flex items-start justify-between gap-4">
        <p role="status" className="py-1.5 text-soft">
          {query.isError && words.failed}
          {query.isPending && t('looking')}
          {isEmpty && words.none}
          {rows.length > 0 && words.all}
        </p>
        <Button look="quiet" shape="small" onClick={() => query.refetch()} disabled={query.isFetching}>
          <RefreshCw aria-hidden className="size-3.5" />
          {t('lookAgain')}
        </Button>
      </div>
      {rows.length > 0 && <ul className="mt-2 divide-y divide-line">{rows}</ul>}
    </Disclosure>
  )
}

type RowProps = { time?: ReactNode; children: ReactNode; facts: (string | number | false | null)[]; action?: ReactNode }

/** One entry: what came of it, and below it the facts that there are. */
export function LogRow({ time, children, facts, action }: RowProps) {
  return (
    <li className="flex items-start gap-3 py-2">
      {time && <span className="shrink-0 text-soft tabular-nums">{time}</span>}
      <div className="min-w-0 flex-1 wrap-anywhere">
        {children}
        <span className="block text-xs text-soft">{facts.filter(Boolean).join(' · ')}</span>
      </div>
      {action}
    </li>
  )
}

type OutcomeProps = { isGood: boolean; children: ReactNode; lang?: string | undefined }

/** The word that says how it ended. */
export function Outcome({ isGood, children, lang }: OutcomeProps) {
  return (
    <span lang={lang} className={clsx('font-medium', isGood ? 'text-accent' : 'text-danger')}>
      {children}
    </span>
  )
}

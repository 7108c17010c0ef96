'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

type Props = { words: string; count: number; onClear(): void }

/** How many were found, said to those who do not see the list; where there are none, said to everybody. */
export function SearchOutcome({ words, count, onClear }: Props) {
  const t = useTranslations('messages')
  return (
    <div role="status" className={count > 0 ? 'sr-only' : 'flex flex-col items-center gap-4 p-8 text-center'}>
      <p className="max-w-full text-soft text-pretty wrap-anywhere">
        {count > 0 ? t('found', { count }) : t('noneFound', { text: words })}
      </p>
      {count === 0 && <Button onClick={onClear}>{t('clearSearch')}</Button>}
    </div>
  )
}

'use client'

import { useLocale } from 'next-intl'
import { chooseLanguage, nextLanguage } from '@/lib/client/language'
import { LANGUAGE_NAMES } from '@/lib/intl/schema'
import { Button } from './button'

/** Leads to the other language, in its own words. The two letters are the beginning of its name. */
export function LanguageToggle({ className }: { className?: string }) {
  const next = nextLanguage(useLocale())
  const name = LANGUAGE_NAMES[next]
  return (
    <Button
      look="quiet"
      shape="icon"
      lang={next}
      className={className}
      onClick={() => chooseLanguage(next)}
      aria-label={name}
      title={name}
    >
      <span aria-hidden className="text-sm font-medium">
        {next.toUpperCase()}
      </span>
    </Button>
  )
}

'use client'

import { useLocale } from 'next-intl'
import { chooseLanguage } from '@/lib/client/language'
import { LANGUAGE_NAMES, LOCALES } from '@/lib/intl/schema'
import { Button } from './button'

/** All languages by their own names. Buttons: a list would load the page anew under whoever looks through it by keys. */
export function LanguageChoice({ label }: { label: string }) {
  const current = useLocale()
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {LOCALES.map((locale) => (
        <Button
          key={locale}
          lang={locale}
          look={locale === current ? 'primary' : 'plain'}
          aria-pressed={locale === current}
          onClick={() => locale !== current && chooseLanguage(locale)}
        >
          {LANGUAGE_NAMES[locale]}
        </Button>
      ))}
    </fieldset>
  )
}

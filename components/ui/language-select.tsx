'use client'

import { useLocale } from 'next-intl'
import { chooseLanguage } from '@/lib/client/language'
import { LANGUAGE_NAMES, LOCALES } from '@/lib/intl/schema'
import { Select } from './field'

/** All languages by their own names. */
export function LanguageSelect({ label }: { label: string }) {
  const current = useLocale()
  return (
    <Select
      label={label}
      value={current}
      onChange={(event) => {
        const chosen = LOCALES.find((locale) => locale === event.target.value)
        if (chosen) chooseLanguage(chosen)
      }}
    >
      {LOCALES.map((locale) => (
        <option key={locale} value={locale} lang={locale}>
          {LANGUAGE_NAMES[locale]}
        </option>
      ))}
    </Select>
  )
}

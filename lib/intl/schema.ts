/** The languages that the pages speak. The API speaks English whatever the page does. */

export const LOCALES = ['en', 'es'] as const
export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'en'

/** Each in its own words, as those look for it who read no other. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', es: 'Español' }

/** Holds the visitor's choice. Not a secret and of no meaning to the API. */
export const LOCALE_COOKIE = 'mayfly_locale'

export const isLocale = (text: string | undefined): text is Locale => LOCALES.some((locale) => locale === text)

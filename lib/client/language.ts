/** The visitor's choice of language. */
import { LOCALE_COOKIE, LOCALES, type Locale } from '@/lib/intl/schema'

const YEAR_SECONDS = 365 * 86_400

/** Keeps the choice for a year and loads the page again: every text on it may differ, the title and `lang` too. */
export function chooseLanguage(locale: Locale): void {
  const isSecure = window.location.protocol === 'https:'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on pages without TLS
  document.cookie = `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${isSecure ? '; Secure' : ''}`
  window.location.reload()
}

/** The one after the current: with two languages, the other one. */
export const nextLanguage = (locale: Locale): Locale =>
  LOCALES[(LOCALES.indexOf(locale) + 1) % LOCALES.length] ?? locale

/** Which language a visitor gets: the chosen one, else the best of those that the browser asks for (RFC 9110, 12.5.4). */
import { match } from '@formatjs/intl-localematcher'
import Negotiator from 'negotiator'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from './schema'

/** Nobody reads more; comparing thousands would be work for nothing. */
const MAX_WANTED = 20
const MAX_HEADER_LENGTH = 1_000

/** `chosen` is what the cookie says, which may be anything; so may the header. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const wanted = toWanted(acceptLanguage ?? '')
  const found = wanted.length === 0 ? undefined : match(wanted, LOCALES, DEFAULT_LOCALE)
  return isLocale(found) ? found : DEFAULT_LOCALE
}

/** The languages asked for, the dearest first; those weighed 0 and those that are no language are left out. */
function toWanted(header: string): string[] {
  const negotiator = new Negotiator({ headers: { 'accept-language': header.slice(0, MAX_HEADER_LENGTH) } })
  return negotiator.languages().slice(0, MAX_WANTED).filter(isLanguage)
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

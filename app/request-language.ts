/** The language of a request, for next-intl: next.config.ts names this file. */
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale } from '@/lib/intl/choose-locale'
import type en from '@/lib/intl/en.json'
import { LOCALE_COOKIE, type Locale } from '@/lib/intl/schema'

const TEXTS: Record<Locale, () => Promise<{ default: typeof en }>> = {
  en: () => import('@/lib/intl/en.json'),
  es: () => import('@/lib/intl/es.json'),
}

/** Days that the server renders are days by UTC; times that depend on the zone are only told in the browser. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  const locale = chooseLocale(chosen, (await headers()).get('accept-language'))
  return { locale, timeZone: 'UTC', messages: (await TEXTS[locale]()).default }
})

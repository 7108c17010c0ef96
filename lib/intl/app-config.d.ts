/** Tells next-intl our languages and texts, so that a key that does not exist is a type error. */
import type en from './en.json'
import type { Locale as OurLocale } from './schema'

declare module 'next-intl' {
  interface AppConfig {
    Locale: OurLocale
    Messages: typeof en
  }
}

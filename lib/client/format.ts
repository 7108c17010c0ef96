/** Times and sizes in words of the page's language. */
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { hasText } from './has-text'

const MINUTE = 60_000
const DAY_MINUTES = 1_440

type Words = ReturnType<typeof useTranslations<'words'>>
type Intl = ReturnType<typeof useFormatter>
type Unit = 'minute' | 'hour' | 'day'

/** Server and browser alike, except for `age`, `clockTime` and `fullTime`: they go by the visitor's own time zone. */
export function useFormat() {
  const t = useTranslations('words')
  const intl = useFormatter()
  return useMemo(() => createFormat(t, intl), [t, intl])
}

export function createFormat(t: Words, intl: Intl) {
  const amount = (count: number, unit: Unit, unitDisplay: 'long' | 'short' = 'long') =>
    intl.number(count, { style: 'unit', unit, unitDisplay })
  const hoursAndMinutes = (minutes: number) =>
    t('hoursAndMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  const clockTime = (iso: string) =>
    intl.dateTime(new Date(iso), { hour: '2-digit', minute: '2-digit', timeZone: visitorsZone() })

  return {
    clockTime,

    /** Time left for people: "59 minutes" while there is plenty, "4:05" when every second counts. */
    timeLeft(ms: number): string {
      const left = Math.max(0, ms)
      if (left < 5 * MINUTE) {
        const seconds = Math.ceil(left / 1_000)
        return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
      }
      const minutes = Math.round(left / MINUTE)
      if (minutes < 120) return amount(minutes, 'minute')
      return minutes < 2 * DAY_MINUTES ? hoursAndMinutes(minutes) : amount(Math.floor(minutes / DAY_MINUTES), 'day')
    },

    /** A length of time as plans speak of it: "45 minutes", "1 hour", "1 h 30 min", "7 days". */
    duration(minutes: number): string {
      if (minutes < 60) return amount(minutes, 'minute')
      if (minutes < 2 * DAY_MINUTES && minutes % 60 === 0) return amount(minutes / 60, 'hour')
      if (minutes % DAY_MINUTES === 0) return amount(minutes / DAY_MINUTES, 'day')
      return minutes % 60 === 0 ? amount(minutes / 60, 'hour') : hoursAndMinutes(minutes)
    },

    /** Age of a message: "now", "3 min", then the time of day, then the date. */
    age(iso: string, nowMs: number): string {
      const passed = nowMs - Date.parse(iso)
      if (passed < MINUTE) return t('now')
      if (passed < 60 * MINUTE) return amount(Math.floor(passed / MINUTE), 'minute', 'short')
      if (passed < 20 * 60 * MINUTE) return clockTime(iso)
      return intl.dateTime(new Date(iso), { dateStyle: 'medium', timeZone: visitorsZone() })
    },

    /** A day that reads the same wherever it is rendered: "Nov 22, 2026", by UTC. */
    day: (iso: string) => intl.dateTime(new Date(iso), { dateStyle: 'medium', timeZone: 'UTC' }),

    fullTime: (iso: string) =>
      intl.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'medium', timeZone: visitorsZone() }),

    /** Bytes in the unit people expect, decimal. */
    fileSize(bytes: number): string {
      if (bytes < 1_000) return t('bytes', { amount: bytes })
      if (bytes < 1_000_000) return t('kilobytes', { amount: Math.round(bytes / 1_000) })
      const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
      return t('megabytes', { amount: intl.number(bytes / 1_000_000, digits) })
    },

    /** The plans that come with the product have names in every language; an operator's own are shown as they are. */
    planName(id: string): string {
      const key = `planNames.${id}`
      return hasText<'planNames.free'>(t, key) ? t(key) : id
    },
  }
}

/** Only asked for in the browser: what goes by it is about mail, which no server renders. */
const visitorsZone = () => globalThis.Intl.DateTimeFormat().resolvedOptions().timeZone

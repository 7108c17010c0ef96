/** Times and sizes in words. */

const MINUTE = 60_000
const DAY_MINUTES = 1_440

/** Time left for people: "59 minutes" while there is plenty, "4:05" when every second counts. */
export function timeLeft(ms: number): string {
  const left = Math.max(0, ms)
  if (left < 5 * MINUTE) {
    const seconds = Math.ceil(left / 1_000)
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
  const minutes = Math.round(left / MINUTE)
  if (minutes < 120) return `${minutes} minutes`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`
}

/** A length of time as plans speak of it: "45 minutes", "1 hour", "1 h 30 min", "7 days". */
export function duration(minutes: number): string {
  if (minutes < 60) return count(minutes, 'minute')
  if (minutes < 2 * DAY_MINUTES && minutes % 60 === 0) return count(minutes / 60, 'hour')
  if (minutes % DAY_MINUTES === 0) return count(minutes / DAY_MINUTES, 'day')
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? count(hours, 'hour') : `${hours} h ${minutes % 60} min`
}

/** "1 message", "2 messages"; `many` where an s is not enough. */
export const count = (amount: number, one: string, many = `${one}s`) =>
  `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`

/** Age of a message: "now", "3 min", then the time of day, then the date. */
export function age(iso: string, nowMs: number): string {
  const then = new Date(iso)
  const passed = nowMs - then.getTime()
  if (passed < MINUTE) return 'now'
  if (passed < 60 * MINUTE) return `${Math.floor(passed / MINUTE)} min`
  return passed < 20 * 60 * MINUTE ? clockTime(iso) : then.toLocaleDateString(undefined, { dateStyle: 'medium' })
}

export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}

/** A day that reads the same wherever it is rendered: "22 Nov 2026", by UTC. */
export function day(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
}

export function fullTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
}

/** Bytes in the unit people expect, decimal. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

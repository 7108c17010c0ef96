/** The server's clock as the browser knows it, and one shared tick a second for everything that counts down. */
import { useCallback, useSyncExternalStore } from 'react'

/** The Date header has whole seconds, so smaller differences say nothing. */
const TOLERANCE_MS = 2_000

let offsetMs = 0
let tick = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Takes a Date header; a wrong clock on the visitor's machine must not show a wrong time left. */
export function noteServerTime(date: string | null): void {
  const serverMs = date ? Date.parse(date) : Number.NaN
  if (Number.isNaN(serverMs)) return
  const difference = serverMs - Date.now()
  offsetMs = Math.abs(difference) > TOLERANCE_MS ? difference : 0
}

export function serverNow(): number {
  return Date.now() + offsetMs
}

/** Milliseconds since 1970 by the server's clock, once a second; `initialMs` is what the server rendered with. */
export function useNow(initialMs: number): number {
  const initial = useCallback(() => initialMs, [initialMs])
  return useSyncExternalStore(subscribe, snapshot, initial)
}

const MINUTE_MS = 60_000

/**
 * The present, in milliseconds, as exactly as an age in words needs it: a long list renders again only where the words
 * change, by the minute for an hour and then hardly ever.
 */
export function useNowForAge(iso: string, initialMs: number): number {
  const then = Date.parse(iso)
  const toMinutes = (now: number) => {
    const minutes = Math.max(0, Math.floor((now - then) / MINUTE_MS))
    if (minutes < 60) return minutes
    return minutes < 20 * 60 ? 60 : 20 * 60
  }
  const minutes = useSyncExternalStore(
    subscribe,
    () => toMinutes(snapshot()),
    () => toMinutes(initialMs),
  )
  return then + minutes * MINUTE_MS
}

function snapshot(): number {
  if (tick === 0 || timer === undefined) tick = Math.floor(serverNow() / 1_000) * 1_000
  return tick
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(beat, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function beat(): void {
  tick = Math.floor(serverNow() / 1_000) * 1_000
  for (const listener of listeners) listener()
}

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

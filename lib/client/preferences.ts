/** What the visitor chose for this browser. Kept in its storage; where that is forbidden, as long as the page lasts. */
import { useSyncExternalStore } from 'react'

const DEFAULTS = { sound: false, notifications: false, keys: true }

export type Preference = keyof typeof DEFAULTS

const chosen = new Map<Preference, boolean>()
const listeners = new Set<() => void>()

export function readPreference(name: Preference): boolean {
  const known = chosen.get(name)
  if (known !== undefined) return known
  const stored = readStored(name)
  const value = stored === null ? DEFAULTS[name] : stored === 'on'
  chosen.set(name, value)
  return value
}

export function choose(name: Preference, value: boolean): void {
  chosen.set(name, value)
  try {
    localStorage.setItem(toKey(name), value ? 'on' : 'off')
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

export function usePreference(name: Preference): boolean {
  return useSyncExternalStore(
    subscribe,
    () => readPreference(name),
    () => DEFAULTS[name],
  )
}

const toKey = (name: Preference) => `mayfly-${name}`

function readStored(name: Preference): string | null {
  try {
    return localStorage.getItem(toKey(name))
  } catch {
    return null
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

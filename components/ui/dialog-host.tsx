'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { toast } from './toast'

type Render = (close: () => void) => ReactNode

let current: Render | null = null
const listeners = new Set<() => void>()

/** Shows a dialog whose code is fetched only now; says so when that fails. A newer one takes its place. */
export async function showDialog(load: () => Promise<Render>): Promise<void> {
  try {
    show(await load())
  } catch {
    toast('That did not load. Look at your connection, then try again.', 'danger')
  }
}

/** Where they appear; inside the providers that they need. */
export function DialogHost() {
  const render = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
  return render?.(() => show(null)) ?? null
}

function show(next: Render | null): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { toast } from './toast'

type Render = (close: () => void) => ReactNode

/** `failed`: its code could not be fetched. */
let current: Render | 'failed' | null = null
const listeners = new Set<() => void>()

/** Shows a dialog whose code is fetched only now; says so when that fails. A newer one takes its place. */
export async function showDialog(load: () => Promise<Render>): Promise<void> {
  try {
    show(await load())
  } catch {
    show('failed')
  }
}

/** Where they appear; inside the providers that they need. */
export function DialogHost() {
  const t = useTranslations('ui')
  const shown = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
  const hasFailed = shown === 'failed'
  useEffect(() => {
    if (!hasFailed) return
    toast(t('dialogFailed'), 'danger')
    show(null)
  }, [hasFailed, t])
  return hasFailed ? null : (shown?.(() => show(null)) ?? null)
}

function show(next: typeof current): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

'use client'

import { clsx } from 'clsx'
import { useSyncExternalStore } from 'react'
import type { StreamState } from '@/lib/client/mailbox-stream'

const WORDS: Record<StreamState, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  resting: 'Paused',
  ended: 'Ended',
}

/** Whether mail would show up this very moment. */
export function ConnectionStatus({ state }: { state: StreamState }) {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
  const isLive = isOnline && state === 'live'
  return (
    <p role="status" aria-label="Connection" className="flex items-center gap-2 text-sm text-soft">
      <span aria-hidden className={clsx('size-2 rounded-full', isLive ? 'bg-accent' : 'animate-breathe bg-warn')} />
      {isOnline ? WORDS[state] : 'Offline'}
    </p>
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

/** Without a network: over the page rather than in it, so that nothing jumps. What was loaded stays readable. */
export function OfflineBanner() {
  const t = useTranslations('site')
  const isOnline = useOnline()
  if (isOnline) return null
  return (
    <p
      role="alert"
      className="fixed inset-x-0 bottom-0 z-10 animate-appear bg-warn-wash px-4 py-2.5 text-center text-sm font-medium text-warn print:hidden"
    >
      {t('offlineBanner')}
    </p>
  )
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
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

'use client'

import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { currentRoute } from '@/lib/client/use-route'
import { focusAddress } from './focus-address'

/**
 * A message begins at its top; leaving it, by whatever way, leads back to where the page was, with the focus on its row.
 * `remember` is called when one is opened from the list.
 */
export function usePlaceInList(messageId: string | null): { remember(): void } {
  const scrolled = useRef(0)
  const remember = useCallback(() => {
    scrolled.current = window.scrollY
  }, [])
  useLayoutEffect(() => {
    if (messageId) window.scrollTo(0, 0)
  }, [messageId])
  // Effects are undone once the list is on screen again.
  useEffect(() => {
    if (!messageId) return
    return () => {
      if (currentRoute().messageId !== null) return
      window.scrollTo(0, scrolled.current)
      listRows()
        .find((row) => row.dataset.message === messageId)
        ?.focus()
      focusAddress()
    }
  }, [messageId])
  return { remember }
}

/** The links of the messages, as they stand on the page. */
export const listRows = () => [...document.querySelectorAll<HTMLAnchorElement>('a[data-message]')]

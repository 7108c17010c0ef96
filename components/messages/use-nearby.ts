'use client'

import { type RefCallback, useCallback, useEffectEvent } from 'react'

/** Two screens ahead, so that scrolling seldom meets the end. */
const MARGIN = '200%'

/** Calls back whenever the element comes near the screen; give the ref to it. */
export function useNearby(onNear: () => void): RefCallback<HTMLElement> {
  const tell = useEffectEvent(onNear)
  return useCallback((element: HTMLElement | null) => {
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) tell()
      },
      // Inside a pane that scrolls, browsers that know scrollMargin look ahead too.
      { rootMargin: MARGIN, ...{ scrollMargin: MARGIN } },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
}

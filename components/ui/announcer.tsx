'use client'

import { useSyncExternalStore } from 'react'

let words = ''
const listeners = new Set<() => void>()

/** Says something politely to screen readers. The same words twice are said twice. */
export function announce(text: string): void {
  words = text === words ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}

export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => words, nothing)
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  )
}

const nothing = () => ''

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

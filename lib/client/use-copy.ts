/** Copying, and what was copied a moment ago: a button shows it, whether it was pressed or a key did it. */
import { useSyncExternalStore } from 'react'

const SHOWN_MS = 1_600

let copied: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** Resolves to whether the text is in the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  const isDone = await writeClipboard(text)
  clearTimeout(timer)
  show(isDone ? text : null)
  timer = setTimeout(() => show(null), SHOWN_MS)
  return isDone
}

/** True for a moment after the text was copied, by whatever way. */
export function useIsCopied(text: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => copied === text,
    () => false,
  )
}

function show(text: string | null): void {
  copied = text
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The clipboard API needs a secure context; a page served over plain http on a LAN falls back to a selection. */
async function writeClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    const isDone = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    if (isDone) return true
  }
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const isDone = document.execCommand('copy')
  area.remove()
  return isDone
}

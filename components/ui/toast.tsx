'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useSyncExternalStore } from 'react'
import { Button } from './button'

type Action = { label: string; run(): void }
type Toast = { id: number; text: string; tone: 'plain' | 'danger'; action: Action | undefined }

const SHOWN_MS = 6_000
/** Long enough to read, decide and reach the button. */
const SHOWN_WITH_ACTION_MS = 30_000

let current: Toast | null = null
let count = 0
const listeners = new Set<() => void>()

/** One short message at the foot of the page; a newer one takes its place. */
export function toast(text: string, tone: Toast['tone'] = 'plain', action?: Action): void {
  count += 1
  show({ id: count, text, tone, action })
}

export function Toaster() {
  const t = useTranslations('ui')
  const shown = useSyncExternalStore(subscribe, () => current, nothing)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => show(null), shown.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-5 z-20 flex justify-center">
      {shown && (
        <div
          key={shown.id}
          className={`pointer-events-auto flex max-w-md animate-arrive items-center gap-2 rounded-control py-1 pr-1 pl-4 text-sm shadow-lift ${
            shown.tone === 'danger' ? 'bg-danger-wash text-danger' : 'bg-ink text-canvas'
          }`}
        >
          <span className="py-2">{shown.text}</span>
          {shown.action && (
            <Button
              look="quiet"
              shape="small"
              className="text-inherit underline underline-offset-4"
              onClick={() => {
                shown.action?.run()
                show(null)
              }}
            >
              {shown.action.label}
            </Button>
          )}
          <Button
            look="quiet"
            shape="icon"
            className="text-inherit"
            aria-label={t('dismiss')}
            onClick={() => show(null)}
          >
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      )}
    </div>
  )
}

const nothing = () => null

function show(next: Toast | null): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

'use client'

import { useTranslations } from 'next-intl'
import { copyText } from '@/lib/client/use-copy'
import type { Copied } from './copy-button'
import { toast } from './toast'

/** Copies without a button under the pointer: says for all to see, also where the button is out of sight, what came of it. */
export function useCopyByKey(what: Exclude<Copied, 'text'>): (text: string) => Promise<void> {
  const t = useTranslations('ui')
  return async (text) => {
    if (await copyText(text)) toast(t(`copied.${what}`, { name: '' }))
    else toast(t(`copyFailed.${what}`, { name: '' }), 'danger')
  }
}

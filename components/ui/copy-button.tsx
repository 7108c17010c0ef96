'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { announce } from '@/components/ui/announcer'
import { useCopy } from '@/lib/client/use-copy'
import { Button } from './button'

export type Copied = 'address' | 'code' | 'key' | 'command' | 'secret' | 'link' | 'ending' | 'text'

type Props = Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> & {
  text: string
  /** What was copied, for screen readers. */
  what: Copied
  /** What a `text` is called. */
  name?: string
  children?: ReactNode
}

/** Copies `text`; says so by icon, by word and in the live region. */
export function CopyButton({ text, what, name = '', children, ...rest }: Props) {
  const t = useTranslations('ui')
  const { isCopied, copy } = useCopy()
  const onClick = async () => {
    announce((await copy(text)) ? t(`copied.${what}`, { name }) : t(`copyFailed.${what}`, { name }))
  }
  const Icon = isCopied ? Check : Copy
  return (
    <Button onClick={onClick} {...rest}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </Button>
  )
}

'use client'

import { clsx } from 'clsx'
import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { announce } from '@/components/ui/announcer'
import { copyText, useIsCopied } from '@/lib/client/use-copy'
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
  const isCopied = useIsCopied(text)
  const onClick = async () => {
    announce((await copyText(text)) ? t(`copied.${what}`, { name }) : t(`copyFailed.${what}`, { name }))
  }
  const Icon = isCopied ? Check : Copy
  return (
    <Button onClick={onClick} {...rest}>
      <Icon aria-hidden className={clsx('size-4 shrink-0', isCopied && 'animate-appear')} />
      {children}
    </Button>
  )
}

'use client'

import { Check, Copy } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { announce } from '@/components/ui/announcer'
import { useCopy } from '@/lib/client/use-copy'
import { Button } from './button'

type Props = Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> & {
  text: string
  /** What was copied, for screen readers: "Address". */
  what: string
  children?: ReactNode
}

/** Copies `text`; says so by icon, by word and in the live region. */
export function CopyButton({ text, what, children, ...rest }: Props) {
  const { isCopied, copy } = useCopy()
  const onClick = async () => {
    announce((await copy(text)) ? `${what} copied` : `${what} could not be copied`)
  }
  const Icon = isCopied ? Check : Copy
  return (
    <Button onClick={onClick} {...rest}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </Button>
  )
}

import { clsx } from 'clsx'
import type { ReactNode } from 'react'

type Props = { title: string; children?: ReactNode; action?: ReactNode; className?: string; as?: 'h1' | 'h2' }

/** A calm full stop in the middle of a pane: what happened, and the way on. */
export function Notice({ title, children, action, className, as: Heading = 'h2' }: Props) {
  return (
    <div className={clsx('m-auto flex max-w-md flex-col items-center px-6 py-12 text-center', className)}>
      <Heading className="text-xl font-semibold text-balance">{title}</Heading>
      {children && <div className="mt-2 text-soft text-balance">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

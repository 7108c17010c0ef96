import { clsx } from 'clsx'
import { Fragment } from 'react'

/** A sentence or more; what stands between backticks is shown as code. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <p className={clsx('wrap-anywhere', className)}>
      {text.split('`').map((part, index) =>
        // odd ones stand between backticks; their order is all that tells them apart
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <code key={index} className="font-mono text-[0.9em] text-ink">
            {part}
          </code>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </p>
  )
}

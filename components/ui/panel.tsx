import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

type Props = { title: string; children: ReactNode; about?: ReactNode; tone?: 'plain' | 'danger'; className?: string }

/** One matter of a page under its own heading. */
export function Panel({ title, about, children, tone = 'plain', className }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={clsx('rounded-panel border border-line bg-surface p-5 sm:p-6', className)}>
      <h2 id={id} className={clsx('text-lg font-semibold', tone === 'danger' && 'text-danger')}>
        {title}
      </h2>
      {about && <p className="mt-1 text-sm text-soft text-pretty">{about}</p>}
      <div className="mt-5">{children}</div>
    </section>
  )
}

import type { ReactNode } from 'react'

type Props = { title: string; about?: string; action?: ReactNode }

/** Title and button side by side, and below them a line that may be long: on phones it has the whole width. */
export function PageHead({ title, about, action }: Props) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="sm:row-span-2">{action}</div>
      <p className="mt-0.5 text-sm text-soft text-pretty wrap-anywhere max-sm:col-span-2">{about}</p>
    </div>
  )
}

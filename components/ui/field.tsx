'use client'

import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { CONTROL } from './control-class'

type Said = { label: string; hint?: ReactNode; error?: string | undefined }

/** A labelled input; its hint and its fault are read with it. `aside` stands at its right. */
export function Field({
  label,
  hint,
  error,
  aside,
  className,
  ...input
}: ComponentProps<'input'> & Said & { aside?: ReactNode }) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <div className="flex items-center gap-2">
        <input
          id={id}
          aria-describedby={`${id}-hint`}
          aria-invalid={error !== undefined}
          className={clsx(CONTROL, error === undefined ? 'border-line' : 'border-danger', className)}
          {...input}
        />
        {aside}
      </div>
    </Labelled>
  )
}

/** A labelled choice among a few. */
export function Select({ label, hint, error, className, ...select }: ComponentProps<'select'> & Said) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <div className="relative">
        <select
          id={id}
          aria-describedby={`${id}-hint`}
          aria-invalid={error !== undefined}
          className={clsx(
            CONTROL,
            'appearance-none truncate pr-9 forced-colors:appearance-auto',
            error === undefined ? 'border-line' : 'border-danger',
            className,
          )}
          {...select}
        />
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-3.5 right-3 size-4 text-soft forced-colors:hidden"
        />
      </div>
    </Labelled>
  )
}

/** What is wrong with a form as a whole. */
export function FormFault({ children }: { children: string | undefined }) {
  if (!children) return null
  return (
    <p role="alert" tabIndex={-1} className="rounded-control bg-danger-wash px-3.5 py-2.5 text-sm text-danger">
      {children}
    </p>
  )
}

function Labelled({ id, label, hint, error, children }: Said & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      <p id={`${id}-hint`} className={clsx('text-sm empty:hidden', error === undefined ? 'text-soft' : 'text-danger')}>
        {error ?? hint}
      </p>
    </div>
  )
}

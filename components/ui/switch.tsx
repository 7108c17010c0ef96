'use client'

import { type ReactNode, useId } from 'react'

type Props = { label: string; hint?: ReactNode; isOn: boolean; onChange(isOn: boolean): void; isDisabled?: boolean }

/** On or off at once, without a button to save it. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false }: Props) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-soft text-pretty">
            {hint}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={isDisabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="relative mt-0.5 h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full border border-soft bg-sunken transition-colors duration-(--quick) before:absolute before:top-0.5 before:left-0.5 before:size-4.5 before:rounded-full before:bg-soft before:transition-transform before:duration-(--quick) checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink disabled:cursor-default disabled:opacity-50 forced-colors:appearance-auto"
      />
    </div>
  )
}

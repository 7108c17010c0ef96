'use client'

import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { useHydrated } from '@/lib/client/use-hydrated'
import { buttonClass, type Look } from './button-class'

/** A click needs the page's script. Until that runs the button says no, rather than lose the click or send a form away. */
export function Button({
  look,
  shape,
  className,
  type = 'button',
  disabled,
  ...rest
}: ComponentProps<'button'> & Look) {
  const isReady = useHydrated()
  const classes = buttonClass({ look, shape }, clsx(disabled && 'opacity-50', className))
  return <button type={type} className={classes} disabled={disabled || !isReady} {...rest} />
}

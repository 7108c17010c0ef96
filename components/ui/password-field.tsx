'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Button } from './button'
import { Field } from './field'

/** A password that can be looked at while it is typed. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, 'type' | 'aside'>) {
  const t = useTranslations('ui')
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <Field
      type={isShown ? 'text' : 'password'}
      required
      maxLength={200}
      autoCapitalize="none"
      spellCheck={false}
      aside={
        <Button
          shape="icon"
          className="size-11"
          onClick={() => setShown(!isShown)}
          aria-pressed={isShown}
          aria-label={t('show', { what: props.label.toLowerCase() })}
        >
          <Icon aria-hidden className="size-4" />
        </Button>
      }
      {...props}
    />
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormFault } from '@/components/ui/field'
import { signInAt } from '@/lib/client/auth'
import { useErrorWords } from '@/lib/client/use-error-words'

type Props = { providers: { id: string; name: string }[]; callbackPath: string }

/** Signing in elsewhere; nothing at all when this site knows no provider. */
export function ProviderButtons({ providers, callbackPath }: Props) {
  const t = useTranslations('entry')
  const errorWords = useErrorWords()
  const [leavingTo, setLeavingTo] = useState<string | null>(null)
  const [fault, setFault] = useState<string>()
  if (providers.length === 0) return null
  const leave = async (id: string) => {
    setLeavingTo(id)
    try {
      window.location.assign(await signInAt(id, callbackPath))
    } catch (error) {
      setLeavingTo(null)
      setFault(errorWords(error))
    }
  }
  return (
    <div className="mt-6 flex flex-col gap-2">
      <p className="mb-2 flex items-center gap-3 text-sm text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      {providers.map(({ id, name }) => (
        <Button key={id} shape="large" disabled={leavingTo !== null} onClick={() => leave(id)}>
          {t(leavingTo === id ? 'goingTo' : 'continueWith', { name })}
        </Button>
      ))}
      <FormFault>{fault}</FormFault>
    </div>
  )
}

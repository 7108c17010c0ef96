'use client'

import { UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { useSite } from './site-context'

/** The way to an account, or to one's own. On phones an icon: the head has little room. */
export function AccountLink() {
  const t = useTranslations('site')
  const { isSignedIn } = useSite()
  return (
    <a
      href={isSignedIn ? '/dashboard' : '/sign-in'}
      className={buttonClass({ look: 'quiet' }, 'max-sm:size-10 max-sm:px-0')}
    >
      <UserRound aria-hidden className="size-4.5 sm:hidden" />
      <span className="max-sm:sr-only">{t(isSignedIn ? 'dashboard' : 'signIn')}</span>
    </a>
  )
}

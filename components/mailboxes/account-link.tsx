'use client'

import { UserRound } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { useSite } from './site-context'

/** The way to an account, or to one's own. On phones an icon: the head has little room. */
export function AccountLink() {
  const { isSignedIn } = useSite()
  return (
    <a
      href={isSignedIn ? '/dashboard' : '/sign-in'}
      className={buttonClass({ look: 'quiet' }, 'max-sm:size-10 max-sm:px-0')}
    >
      <UserRound aria-hidden className="size-4.5 sm:hidden" />
      <span className="max-sm:sr-only">{isSignedIn ? 'Dashboard' : 'Sign in'}</span>
    </a>
  )
}

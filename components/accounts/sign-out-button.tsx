'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { signOut } from '@/lib/client/auth'

/** Ends the session in this browser and goes to the front page. On phones an icon. */
export function SignOutButton() {
  const t = useTranslations('account')
  const [isLeaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    try {
      await signOut()
      window.location.assign('/')
    } catch {
      setLeaving(false)
      toast(t('signOutFailed'), 'danger')
    }
  }
  return (
    <Button look="quiet" onClick={leave} disabled={isLeaving} className="max-sm:size-10 max-sm:px-0">
      <LogOut aria-hidden className="size-4" />
      <span className="max-sm:sr-only">{t('signOut')}</span>
    </Button>
  )
}

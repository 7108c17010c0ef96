'use client'

import { useTranslations } from 'next-intl'
import { announce } from '@/components/ui/announcer'
import { readPreference } from '@/lib/client/preferences'
import type { SummaryBody } from '@/lib/messages/schema'

/** Says that a message has come: to screen readers, and beyond the page where the visitor asked for it. */
export function useGreeting(): (message: SummaryBody) => void {
  const t = useTranslations('inbox')
  const messages = useTranslations('messages')
  return ({ id, from, subject, otp }) => {
    const sender = from?.name || from?.address || null
    const said = { sender: sender ?? t('unknownSender'), subject: subject || messages('noSubject') }
    // Digit by digit, or a code is read as one large number.
    announce(otp ? t('greetingWithCode', { ...said, code: [...otp].join(' ') }) : t('greeting', said))
    if (!readPreference('sound') && !readPreference('notifications')) return
    const alert = { id, title: sender ?? t('newMail'), body: otp ? t('codeIs', { code: otp }) : subject }
    void import('@/lib/client/alerts').then(({ alertNewMessage }) => alertNewMessage(alert))
  }
}

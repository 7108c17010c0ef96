'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog, DialogDone } from '@/components/ui/dialog'
import { LanguageChoice } from '@/components/ui/language-choice'
import { Switch } from '@/components/ui/switch'
import { allowNotifications, playChime } from '@/lib/client/alerts'
import { choose, usePreference } from '@/lib/client/preferences'

/** What this browser does beyond the page. Each is off until asked for, except the keys. */
export function PreferencesDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('preferences')
  const hasSound = usePreference('sound')
  const hasNotifications = usePreference('notifications')
  const hasKeys = usePreference('keys')
  const [isRefused, setRefused] = useState(false)

  const onSound = (isOn: boolean) => {
    choose('sound', isOn)
    if (isOn) playChime()
  }
  const onNotifications = async (isOn: boolean) => {
    if (!isOn) return choose('notifications', false)
    setRefused(!(await allowNotifications()))
  }
  return (
    <Dialog title={t('title')} onClose={onClose}>
      {(close) => (
        <>
          <div className="mt-5 flex flex-col gap-5">
            <LanguageChoice label={t('language')} />
            <Switch label={t('sound')} hint={t('soundHint')} isOn={hasSound} onChange={onSound} />
            <Switch
              label={t('notifications')}
              hint={t(isRefused ? 'notificationsRefused' : 'notificationsHint')}
              isOn={hasNotifications}
              onChange={(isOn) => void onNotifications(isOn)}
            />
            <Switch label={t('keys')} hint={t('keysHint')} isOn={hasKeys} onChange={(isOn) => choose('keys', isOn)} />
          </div>
          <p className="mt-5 text-sm text-soft">{t('kept')}</p>
          <DialogDone close={close} />
        </>
      )}
    </Dialog>
  )
}

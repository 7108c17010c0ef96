'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Switch } from '@/components/ui/switch'
import { allowNotifications, playChime } from '@/lib/client/alerts'
import { choose, usePreference } from '@/lib/client/preferences'

/** What this browser does beyond the page. Each is off until asked for, except the keys. */
export function PreferencesDialog({ onClose }: { onClose(): void }) {
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
    <Dialog title="Preferences" onClose={onClose}>
      {(close) => (
        <>
          <div className="mt-5 flex flex-col gap-5">
            <Switch label="Sound" hint="Two soft notes when mail arrives." isOn={hasSound} onChange={onSound} />
            <Switch
              label="Desktop notifications"
              hint={
                isRefused
                  ? 'The browser does not allow them for this page. Its settings of the page can change that.'
                  : 'When mail arrives while you look at something else.'
              }
              isOn={hasNotifications}
              onChange={(isOn) => void onNotifications(isOn)}
            />
            <Switch
              label="Single keys"
              hint="Press ? to see them. Switch them off if your voice or another tool presses keys for you."
              isOn={hasKeys}
              onChange={(isOn) => choose('keys', isOn)}
            />
          </div>
          <p className="mt-5 text-sm text-soft">Kept in this browser only.</p>
          <div className="mt-4 flex justify-end">
            <Button look="primary" onClick={close}>
              Done
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

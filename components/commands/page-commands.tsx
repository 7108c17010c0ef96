'use client'

import { showDialog } from '@/components/ui/dialog-host'
import { toggleTheme } from '@/components/ui/theme-toggle'
import { listCommands, useCommands } from '@/lib/client/commands'

export const openPalette = () =>
  showDialog(async () => {
    const { Palette } = await import('./palette')
    return (close) => <Palette commands={listCommands()} onClose={close} />
  })

const openKeys = () =>
  showDialog(async () => {
    const { KeysSheet } = await import('./keys-sheet')
    return (close) => <KeysSheet commands={listCommands()} onClose={close} />
  })

export const openPreferences = () =>
  showDialog(async () => {
    const { PreferencesDialog } = await import('@/components/mailboxes/preferences-dialog')
    return (close) => <PreferencesDialog onClose={close} />
  })

/** What every page with an inbox can do. Shows nothing. */
export function PageCommands() {
  useCommands([
    { id: 'palette', words: 'Find a command', group: 'Page', key: 'Mod+k', run: () => void openPalette() },
    { id: 'keys', words: 'Show all keys', group: 'Page', key: '?', run: () => void openKeys() },
    { id: 'theme', words: 'Switch between light and dark', group: 'Page', key: 'd', run: toggleTheme },
    {
      id: 'preferences',
      words: 'Preferences: sound, notifications, keys',
      group: 'Page',
      key: ',',
      run: () => void openPreferences(),
    },
  ])
  return null
}

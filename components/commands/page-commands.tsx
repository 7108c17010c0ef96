'use client'

import { useLocale, useTranslations } from 'next-intl'
import { showDialog } from '@/components/ui/dialog-host'
import { toggleTheme } from '@/components/ui/theme-toggle'
import { listCommands, useCommands } from '@/lib/client/commands'
import { chooseLanguage, nextLanguage } from '@/lib/client/language'

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
  const t = useTranslations('commands')
  const next = nextLanguage(useLocale())
  useCommands([
    { id: 'palette', words: t('palette'), group: 'Page', key: 'Mod+k', run: () => void openPalette() },
    { id: 'keys', words: t('keys'), group: 'Page', key: '?', run: () => void openKeys() },
    { id: 'theme', words: t('theme'), group: 'Page', key: 'd', run: toggleTheme },
    { id: 'language', words: t('language'), group: 'Page', run: () => chooseLanguage(next) },
    {
      id: 'preferences',
      words: t('preferences'),
      group: 'Page',
      key: ',',
      run: () => void openPreferences(),
    },
  ])
  return null
}

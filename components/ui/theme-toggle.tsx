'use client'

import { Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from './button'

/** Switches between light and dark and remembers it; until then the system decides. */
export function ThemeToggle() {
  const t = useTranslations('ui')
  return (
    <Button look="quiet" shape="icon" onClick={toggleTheme} aria-label={t('theme')}>
      <Sun aria-hidden className="size-4.5 dark-only" />
      <Moon aria-hidden className="size-4.5 light-only" />
    </Button>
  )
}

export function toggleTheme(): void {
  const root = document.documentElement
  const isDark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : window.matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = isDark ? 'light' : 'dark'
  try {
    localStorage.setItem('theme', root.dataset.theme)
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
}

'use client'

import { Moon, Sun } from 'lucide-react'
import { Button } from './button'

/** Switches between light and dark and remembers it; until then the system decides. */
export function ThemeToggle() {
  return (
    <Button look="quiet" shape="icon" onClick={toggleTheme} aria-label="Switch between light and dark">
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

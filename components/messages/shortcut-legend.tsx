import { useTranslations } from 'next-intl'

const KEYS = [
  ['c', 'copy'],
  ['j', 'down'],
  ['k', 'up'],
  ['Enter', 'open'],
  ['?', 'all'],
] as const

/** The keys that work on the page, where there is room to say so. */
export function ShortcutLegend() {
  const t = useTranslations('messages')
  return (
    <ul className="flex flex-wrap justify-center gap-x-5 gap-y-2 text-sm text-soft">
      {KEYS.map(([key, action]) => (
        <li key={key} className="flex items-center gap-1.5">
          <kbd className="rounded-sm border border-line bg-canvas px-1.5 font-mono text-xs leading-5 text-ink">
            {key}
          </kbd>
          {t(`keys.${action}`)}
        </li>
      ))}
    </ul>
  )
}

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
    <ul className="flex flex-col gap-2 text-start text-sm text-soft">
      {KEYS.map(([key, action]) => (
        <li key={key} className="grid grid-cols-[3.5rem_auto] items-center gap-3">
          <kbd className="justify-self-end rounded-sm border border-line bg-canvas px-1.5 font-mono text-xs leading-5 text-ink">
            {key}
          </kbd>
          {t(`keys.${action}`)}
        </li>
      ))}
    </ul>
  )
}

import { clsx } from 'clsx'

const NAMES: Record<string, string> = { Escape: 'Esc', 'Mod+k': 'Ctrl K' }

/** A key of the keyboard, for the eye. */
export function Key({ name, className }: { name: string; className?: string }) {
  return (
    <kbd
      className={clsx(
        'rounded-sm border border-current/30 px-1.5 font-mono text-xs leading-5 whitespace-nowrap',
        className,
      )}
    >
      {NAMES[name] ?? name}
    </kbd>
  )
}

import { clsx } from 'clsx'

const LOOKS = {
  primary: 'bg-accent text-accent-ink hover:opacity-90',
  plain: 'border border-line bg-surface text-ink hover:border-soft',
  quiet: 'text-soft hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-surface hover:opacity-90',
} as const

const SHAPES = {
  text: 'h-10 px-4 gap-2 text-sm',
  large: 'h-12 px-5 gap-2.5 text-base',
  small: 'h-8 px-2.5 gap-1.5 text-sm',
  icon: 'size-10',
  largeIcon: 'size-12',
} as const

export type Look = { look?: keyof typeof LOOKS; shape?: keyof typeof SHAPES }

/** The classes of a button, for links that look like one. */
export function buttonClass({ look = 'plain', shape = 'text' }: Look, className?: string): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap select-none',
    'transition-[opacity,background-color,border-color,color] duration-(--quick) disabled:cursor-default',
    LOOKS[look],
    SHAPES[shape],
    className,
  )
}

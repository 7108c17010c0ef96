import { clsx } from 'clsx'

/** The method of a call, by colour and by word. */
export function Method({ name, className }: { name: string; className?: string }) {
  const look = name === 'GET' ? 'text-accent' : name === 'DELETE' ? 'text-danger' : 'text-warn'
  return <span className={clsx('font-mono text-xs font-semibold', look, className)}>{name}</span>
}

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { AuthenticationBody } from '@/lib/messages/schema'

type Result = AuthenticationBody['spf']['result']

const CHECKS = [
  ['spf', 'SPF'],
  ['dkim', 'DKIM'],
  ['dmarc', 'DMARC'],
] as const

/** What was found out about the sender; nothing where there is nothing to say. */
export function AuthenticationBadge({ found }: { found: AuthenticationBody | null }) {
  const t = useTranslations('messages')
  const told = CHECKS.filter(([check]) => found && found[check].result !== 'none')
  if (!found || told.length === 0) return null
  return (
    <ul aria-label={t('senderChecks')} className="mt-1 flex flex-wrap gap-1">
      {told.map(([check, label]) => (
        <li
          key={check}
          title={`${label} ${found[check].domain ?? ''}`.trim()}
          className={clsx('rounded-control px-1.5 py-0.5 text-xs font-medium', LOOKS[toLook(found[check].result)])}
        >
          {label} {found[check].result}
        </li>
      ))}
    </ul>
  )
}

const LOOKS = {
  passed: 'border border-accent/40 text-ink',
  failed: 'bg-danger-wash text-danger',
  open: 'border border-line text-soft',
}

function toLook(result: Result): keyof typeof LOOKS {
  if (result === 'pass') return 'passed'
  return result === 'fail' || result === 'softfail' ? 'failed' : 'open'
}

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'

/** The code of a message, one click from the clipboard, without opening it. */
export function CodeChip({ code }: { code: string }) {
  const t = useTranslations('messages')
  return (
    <CopyButton
      shape="small"
      text={code}
      what="code"
      aria-label={t('copyCode', { code })}
      className="relative z-1 mt-2 max-w-full border-accent/40 font-mono"
    >
      <span className="truncate">{code}</span>
    </CopyButton>
  )
}

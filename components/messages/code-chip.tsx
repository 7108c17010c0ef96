import { CopyButton } from '@/components/ui/copy-button'

/** The code of a message, one click from the clipboard, without opening it. */
export function CodeChip({ code }: { code: string }) {
  return (
    <CopyButton
      shape="small"
      text={code}
      what="Code"
      aria-label={`Copy code ${code}`}
      className="relative z-1 mt-2 max-w-full border-accent/40 font-mono"
    >
      <span className="truncate">{code}</span>
    </CopyButton>
  )
}

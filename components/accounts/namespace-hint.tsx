import { CopyButton } from '@/components/ui/copy-button'

/** Addresses that need no click: whatever stands in front of the namespace. */
export function NamespaceHint({ namespace, domain }: { namespace: string; domain: string }) {
  const ending = `.${namespace}@${domain}`
  return (
    <section
      aria-label="Your namespace"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-panel border border-line bg-surface px-4 py-3.5 sm:px-5"
    >
      <div className="min-w-0">
        <p className="font-mono text-sm wrap-anywhere">
          <span className="text-soft">anything</span>
          {ending}
        </p>
        <p className="text-sm text-soft">The first mail to such an address opens its inbox here, within your plan.</p>
      </div>
      <CopyButton text={ending} what="Ending" look="quiet">
        Copy ending
      </CopyButton>
    </section>
  )
}

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'

/** Addresses that need no click: whatever stands in front of the namespace. */
export function NamespaceHint({ namespace, domain }: { namespace: string; domain: string }) {
  const t = useTranslations('dashboard')
  const ending = `.${namespace}@${domain}`
  return (
    <section
      aria-label={t('namespace')}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-panel border border-line bg-surface px-4 py-3.5 sm:px-5"
    >
      <div className="min-w-0">
        <p className="font-mono text-sm wrap-anywhere">
          <span className="text-soft">{t('anything')}</span>.{namespace}
          <wbr />@{domain}
        </p>
        <p className="text-sm text-soft">{t('namespaceAbout')}</p>
      </div>
      <CopyButton text={ending} what="ending" look="quiet" className="max-sm:-ml-4">
        {t('copyEnding')}
      </CopyButton>
    </section>
  )
}

import { useTranslations } from 'next-intl'
import type { WebhookBody } from '@/lib/webhooks/schema'

/** What its owner should know: that it is off and why, or that it fails. */
export function WebhookState({ webhook }: { webhook: WebhookBody }) {
  const t = useTranslations('webhooks')
  if (webhook.disabled_reason) return <State tone="text-danger">{t(`reasons.${webhook.disabled_reason}`)}</State>
  if (!webhook.is_enabled) return <State tone="text-soft">{t('off')}</State>
  if (webhook.failing_since) return <State tone="text-warn">{t('fails')}</State>
  return null
}

function State({ tone, children }: { tone: string; children: string }) {
  return <p className={`mt-1 text-sm text-pretty ${tone}`}>{children}</p>
}

import type { WebhookBody } from '@/lib/webhooks/schema'

const WHY = {
  failing: 'It was switched off after failing for 24 hours. What waited was dropped; the log tells what went wrong.',
  gone: 'It was switched off because the receiver answered 410 Gone.',
  overrun: 'It was switched off because too many events were waiting for its receiver.',
  secret_lost: 'It was switched off because its secret is lost. Delete it and make a new one.',
} as const

/** What its owner should know: that it is off and why, or that it fails. */
export function WebhookState({ webhook }: { webhook: WebhookBody }) {
  if (webhook.disabled_reason) return <State tone="text-danger">{WHY[webhook.disabled_reason]}</State>
  if (!webhook.is_enabled) return <State tone="text-soft">Switched off: it is told nothing.</State>
  if (webhook.failing_since) return <State tone="text-warn">The receiver fails. Attempts go on for 24 hours.</State>
  return null
}

function State({ tone, children }: { tone: string; children: string }) {
  return <p className={`mt-1 text-sm text-pretty ${tone}`}>{children}</p>
}

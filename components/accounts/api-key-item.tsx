'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useSite } from '@/components/mailboxes/site-context'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import type { ApiKeyBody } from '@/lib/accounts/schema'
import { accounts } from '@/lib/client/accounts'
import { useNow } from '@/lib/client/clock'
import { useFormat } from '@/lib/client/format'
import { useErrorWords } from '@/lib/client/use-error-words'

/** One key: what it is called, how it begins, when it was used. */
export function ApiKeyItem({ apiKey, onRevoked }: { apiKey: ApiKeyBody; onRevoked(): void }) {
  const t = useTranslations('apiKeys')
  const { day } = useFormat()
  const errorWords = useErrorWords()
  const [isAsking, setAsking] = useState(false)
  const now = useNow(useSite().nowMs)
  const revoke = useMutation({
    mutationFn: () => accounts.deleteApiKey(apiKey.id),
    onSuccess: () => {
      toast(t('revoked', { name: apiKey.name }))
      onRevoked()
    },
    onError: (error) => toast(errorWords(error), 'danger'),
  })
  const hasExpired = apiKey.expires_at !== null && Date.parse(apiKey.expires_at) <= now
  const facts = [
    t('made', { day: day(apiKey.created_at) }),
    apiKey.last_used_at ? t('lastUsed', { day: day(apiKey.last_used_at) }) : t('neverUsed'),
    apiKey.expires_at && t(hasExpired ? 'expiredOn' : 'expiresOn', { day: day(apiKey.expires_at) }),
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2.5 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium wrap-anywhere">{apiKey.name}</span>
          <code className="font-mono text-sm text-soft">{apiKey.prefix}…</code>
          {apiKey.read_only && <Badge>{t('readOnlyBadge')}</Badge>}
          {hasExpired && <Badge>{t('expiredBadge')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-soft">{facts.join(' · ')}</p>
      </div>
      <Button
        onClick={() => setAsking(true)}
        disabled={revoke.isPending}
        aria-label={t('revokeName', { name: apiKey.name })}
      >
        {t('revoke')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('revokeTitle', { name: apiKey.name })}
          confirm={t('revokeKey')}
          onConfirm={() => revoke.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t('revokeAbout')}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}

function Badge({ children }: { children: string }) {
  return <span className="rounded-full bg-sunken px-2 text-xs leading-5 text-soft">{children}</span>
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useSite } from '@/components/mailboxes/site-context'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import type { ApiKeyBody } from '@/lib/accounts/schema'
import { accounts } from '@/lib/client/accounts'
import { useNow } from '@/lib/client/clock'
import { day } from '@/lib/client/format'

/** One key: what it is called, how it begins, when it was used. */
export function ApiKeyItem({ apiKey, onRevoked }: { apiKey: ApiKeyBody; onRevoked(): void }) {
  const [isAsking, setAsking] = useState(false)
  const now = useNow(useSite().nowMs)
  const revoke = useMutation({
    mutationFn: () => accounts.deleteApiKey(apiKey.id),
    onSuccess: () => {
      toast(`“${apiKey.name}” opens nothing any more.`)
      onRevoked()
    },
    onError: (error) => toast(error.message, 'danger'),
  })
  const hasExpired = apiKey.expires_at !== null && Date.parse(apiKey.expires_at) <= now
  const facts = [
    `made ${day(apiKey.created_at)}`,
    apiKey.last_used_at ? `last used ${day(apiKey.last_used_at)}` : 'never used',
    apiKey.expires_at && `${hasExpired ? 'expired' : 'expires'} ${day(apiKey.expires_at)}`,
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2.5 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium wrap-anywhere">{apiKey.name}</span>
          <code className="font-mono text-sm text-soft">{apiKey.prefix}…</code>
          {apiKey.read_only && <Badge>read only</Badge>}
          {hasExpired && <Badge>expired</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-soft">{facts.join(' · ')}</p>
      </div>
      <Button onClick={() => setAsking(true)} disabled={revoke.isPending} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Revoke “${apiKey.name}”?`}
          confirm="Revoke key"
          onConfirm={() => revoke.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>Scripts that use it are refused from this instant. Inboxes made with it stay yours.</p>
        </ConfirmDialog>
      )}
    </li>
  )
}

function Badge({ children }: { children: string }) {
  return <span className="rounded-full bg-sunken px-2 text-xs leading-5 text-soft">{children}</span>
}

'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, FormFault, Select } from '@/components/ui/field'
import { accountKeys, meQuery } from '@/lib/client/accounts'
import { useFormat } from '@/lib/client/format'
import { useCreateMailbox } from '@/lib/client/mutations'
import { useForm } from '@/lib/client/use-form'
import type { PlanBody } from '@/lib/mailboxes/schema'
import { DurationSlider } from './duration-slider'

type Props = { domains: string[]; onCreated?(address: string): void; onClose(): void }

/** Asks for the name, the domain and the time of a new inbox. */
export function NewInboxDialog({ domains, onCreated, onClose }: Props) {
  const t = useTranslations('newInbox')
  return (
    <Dialog title={t('title')} onClose={onClose}>
      {(close) => <NewInboxForm domains={domains} onCreated={onCreated} close={close} />}
    </Dialog>
  )
}

function useWords(plan?: PlanBody) {
  const t = useTranslations('newInbox')
  const errors = useTranslations('errors')
  const { planName } = useFormat()
  return {
    address_taken: { fields: { local_part: errors('address_taken') } },
    mailbox_limit_reached: plan && {
      form: t('limit', { plan: planName(plan.id), count: plan.max_active_mailboxes }),
    },
  }
}

function NewInboxForm({ domains, onCreated, close }: Omit<Props, 'onClose'> & { close(): void }) {
  const t = useTranslations('newInbox')
  const inbox = useTranslations('inbox')
  const ui = useTranslations('ui')
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery())
  // Asked anew, so that a changed plan shows its own ceiling; an answer on its way may be from before.
  useEffect(() => void client.invalidateQueries({ queryKey: accountKeys.me }), [client])
  // The form may come after the dialog, which had nothing to give the focus to then.
  const name = useRef<HTMLInputElement>(null)
  const isReady = me !== undefined
  useEffect(() => {
    if (isReady) name.current?.focus()
  }, [isReady])
  const [minutes, setMinutes] = useState<number | null>(null)
  const create = useCreateMailbox()
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    const localPart = String(data.get('local_part')).trim()
    const { address } = await create.mutateAsync({
      ttl_minutes: minutes ?? me?.plan.default_ttl_minutes,
      domain: String(data.get('domain')),
      ...(localPart === '' ? {} : { local_part: localPart }),
    })
    announce(inbox('created', { address }))
    close()
    onCreated?.(address)
  }, useWords(me?.plan))
  // As high as the form, so that nothing jumps.
  if (!me) return <div aria-hidden className="mt-5 h-76 animate-breathe rounded-control bg-sunken" />
  return (
    <form {...form} className="mt-5 flex flex-col gap-5">
      <FormFault>{fault}</FormFault>
      <Field
        ref={name}
        label={t('name')}
        name="local_part"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        className="font-mono"
        hint={t('nameHint')}
        error={fields.local_part}
        aside={domains.length === 1 && <DomainOf domain={domains[0] ?? ''} />}
      />
      {domains.length > 1 && (
        <Select label={t('domain')} name="domain" error={fields.domain}>
          {domains.map((domain) => (
            <option key={domain}>{domain}</option>
          ))}
        </Select>
      )}
      <DurationSlider plan={me.plan} minutes={minutes ?? me.plan.default_ttl_minutes} onChange={setMinutes} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{ui('cancel')}</Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t(isBusy ? 'creating' : 'create')}
        </Button>
      </div>
    </form>
  )
}

function DomainOf({ domain }: { domain: string }) {
  return (
    <>
      <input type="hidden" name="domain" value={domain} />
      <span className="max-w-[60%] shrink-0 font-mono text-sm text-soft wrap-anywhere">@{domain}</span>
    </>
  )
}

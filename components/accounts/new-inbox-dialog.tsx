'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, FormFault, Select } from '@/components/ui/field'
import { meQuery } from '@/lib/client/accounts'
import { count } from '@/lib/client/format'
import { useCreateMailbox } from '@/lib/client/mutations'
import { useForm } from '@/lib/client/use-form'
import type { PlanBody } from '@/lib/mailboxes/schema'
import { DurationSlider } from './duration-slider'

type Props = { domains: string[]; onCreated?(address: string): void; onClose(): void }

/** Asks for the name, the domain and the time of a new inbox. */
export function NewInboxDialog({ domains, onCreated, onClose }: Props) {
  return (
    <Dialog title="New inbox" onClose={onClose}>
      {(close) => <NewInboxForm domains={domains} onCreated={onCreated} close={close} />}
    </Dialog>
  )
}

const toWords = (plan?: PlanBody) => ({
  address_taken: { fields: { local_part: 'This name is in use, or was until a short while ago.' } },
  mailbox_limit_reached: plan && {
    form: `Your plan “${plan.id}” allows ${count(plan.max_active_mailboxes, 'active inbox', 'active inboxes')}, and all are in use. End one first.`,
  },
})

function NewInboxForm({ domains, onCreated, close }: Omit<Props, 'onClose'> & { close(): void }) {
  // Asked anew, so that a changed plan shows its own ceiling.
  const { data: me } = useQuery({ ...meQuery(), refetchOnMount: 'always' })
  const [minutes, setMinutes] = useState<number | null>(null)
  const create = useCreateMailbox()
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    const name = String(data.get('local_part')).trim()
    const { address } = await create.mutateAsync({
      ttl_minutes: minutes ?? me?.plan.default_ttl_minutes,
      domain: String(data.get('domain')),
      ...(name === '' ? {} : { local_part: name }),
    })
    announce(`New inbox: ${address}`)
    close()
    onCreated?.(address)
  }, toWords(me?.plan))
  // As high as the form, so that nothing jumps.
  if (!me) return <div aria-hidden className="mt-5 h-76 animate-breathe rounded-control bg-sunken" />
  return (
    <form {...form} className="mt-5 flex flex-col gap-5">
      <FormFault>{fault}</FormFault>
      <Field
        label="Name"
        name="local_part"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        className="font-mono"
        hint="Leave it empty for a random one."
        error={fields.local_part}
        aside={domains.length === 1 && <DomainOf domain={domains[0] ?? ''} />}
      />
      {domains.length > 1 && (
        <Select label="Domain" name="domain" error={fields.domain}>
          {domains.map((domain) => (
            <option key={domain}>{domain}</option>
          ))}
        </Select>
      )}
      <DurationSlider plan={me.plan} minutes={minutes ?? me.plan.default_ttl_minutes} onChange={setMinutes} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? 'Creating…' : 'Create inbox'}
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

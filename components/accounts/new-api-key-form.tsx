'use client'

import { Button } from '@/components/ui/button'
import { Field, FormFault, Select } from '@/components/ui/field'
import { accounts, type CreatedApiKey } from '@/lib/client/accounts'
import { serverNow } from '@/lib/client/clock'
import { useForm } from '@/lib/client/use-form'

const DAY_MS = 86_400_000

const LIVES = [
  { days: '', label: 'Never' },
  { days: '7', label: 'In 7 days' },
  { days: '30', label: 'In 30 days' },
  { days: '90', label: 'In 90 days' },
  { days: '365', label: 'In a year' },
]

export function NewApiKeyForm({ onCreated }: { onCreated(created: CreatedApiKey): void }) {
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    const days = Number(data.get('days'))
    const created = await accounts.createApiKey({
      name: String(data.get('name')),
      expires_at: days === 0 ? null : new Date(serverNow() + days * DAY_MS).toISOString(),
      read_only: data.get('read_only') !== null,
    })
    onCreated(created)
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{fault}</FormFault>
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field
          label="Name"
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          hint="Where the key will be used: “CI”, “laptop”."
          error={fields.name}
        />
        <Select label="Expires" name="days" error={fields.expires_at}>
          {LIVES.map(({ days, label }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <label className="flex items-start gap-2.5 text-sm">
          <input type="checkbox" name="read_only" className="mt-0.5 size-4 accent-accent" />
          <span>
            Read only
            <span className="block text-soft">Reads mail, but makes, changes and ends nothing.</span>
          </span>
        </label>
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? 'Making the key…' : 'Create key'}
        </Button>
      </div>
    </form>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field, FormFault, Select } from '@/components/ui/field'
import { accounts, type CreatedApiKey } from '@/lib/client/accounts'
import { serverNow } from '@/lib/client/clock'
import { useForm } from '@/lib/client/use-form'

const DAY_MS = 86_400_000

const LIVES_DAYS = [7, 30, 90, 365]

export function NewApiKeyForm({ onCreated }: { onCreated(created: CreatedApiKey): void }) {
  const t = useTranslations('apiKeys')
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
          label={t('name')}
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          hint={t('nameHint')}
          error={fields.name}
        />
        <Select label={t('expires')} name="days" error={fields.expires_at}>
          <option value="">{t('never')}</option>
          {LIVES_DAYS.map((days) => (
            <option key={days} value={days}>
              {t('inDays', { days })}
            </option>
          ))}
        </Select>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <label className="flex items-start gap-2.5 text-sm">
          <input type="checkbox" name="read_only" className="mt-0.5 size-4 accent-accent" />
          <span>
            {t('readOnly')}
            <span className="block text-soft">{t('readOnlyHint')}</span>
          </span>
        </label>
        <Button type="submit" look="primary" disabled={isBusy} className="ml-auto">
          {t(isBusy ? 'creating' : 'create')}
        </Button>
      </div>
    </form>
  )
}

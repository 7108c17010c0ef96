'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field, FormFault, Select } from '@/components/ui/field'
import { allMailboxesQuery } from '@/lib/client/accounts'
import { useForm } from '@/lib/client/use-form'
import { webhooks } from '@/lib/client/webhooks'
import type { CreatedWebhookBody, WebhookEventType } from '@/lib/webhooks/schema'

/** All events, and whether most will want them. */
const EVENTS: Record<WebhookEventType, boolean> = {
  new_message: true,
  message_updated: false,
  message_deleted: false,
  mailbox_updated: false,
  mailbox_expired: true,
  mailbox_deleted: true,
}
const NAMES = Object.keys(EVENTS) as WebhookEventType[]

export function NewWebhookForm({ onCreated }: { onCreated(created: CreatedWebhookBody): void }) {
  const t = useTranslations('webhooks')
  const mailboxes = useQuery(allMailboxesQuery()).data?.items ?? []
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    const created = await webhooks.create({
      url: String(data.get('url')),
      events: NAMES.filter((name) => data.get(name) !== null),
      mailbox: String(data.get('mailbox')) || null,
    })
    onCreated(created)
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{fault}</FormFault>
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_16rem]">
        <Field
          label={t('url')}
          name="url"
          type="url"
          required
          maxLength={2_000}
          autoComplete="off"
          placeholder="https://"
          hint={t('urlHint')}
          error={fields.url}
        />
        <Select label={t('inbox')} name="mailbox" error={fields.mailbox}>
          <option value="">{t('everyInbox')}</option>
          {mailboxes.map(({ address }) => (
            <option key={address} value={address}>
              {address}
            </option>
          ))}
        </Select>
      </div>
      <fieldset>
        <legend className="text-sm font-medium">{t('events')}</legend>
        <div className="mt-2 grid gap-x-4 gap-y-2 sm:grid-cols-3">
          {NAMES.map((name) => (
            <label key={name} className="flex items-center gap-2.5 text-sm">
              <input type="checkbox" name={name} defaultChecked={EVENTS[name]} className="size-4 accent-accent" />
              {t(`eventNames.${name}`)}
            </label>
          ))}
        </div>
        {fields.events && <p className="mt-2 text-sm text-danger">{fields.events}</p>}
      </fieldset>
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={isBusy}>
          {t(isBusy ? 'creating' : 'create')}
        </Button>
      </div>
    </form>
  )
}

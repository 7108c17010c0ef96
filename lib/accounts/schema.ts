/** The shapes of accounts at the door. */
import { z } from 'zod'
import { OwnerType, PlanBody, Timestamp } from '@/lib/mailboxes/schema'

export const UserBody = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  namespace: z.string().describe('the first mail to `anything.<namespace>@domain` makes that mailbox'),
  created_at: Timestamp,
})
UserBody.register(z.globalRegistry, { id: 'User' })
export type UserBody = z.infer<typeof UserBody>

export const MeBody = z.object({
  kind: OwnerType,
  plan: PlanBody,
  usage: z.object({ active_mailboxes: z.int(), api_keys: z.int(), webhooks: z.int() }),
  user: UserBody.nullable(),
})
MeBody.register(z.globalRegistry, { id: 'Me' })
export type MeBody = z.infer<typeof MeBody>

export const ApiKeyBody = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string().describe('the first characters, to tell keys apart'),
  created_at: Timestamp,
  last_used_at: Timestamp.nullable(),
  expires_at: Timestamp.nullable(),
  read_only: z.boolean(),
})
ApiKeyBody.register(z.globalRegistry, { id: 'ApiKey' })
export type ApiKeyBody = z.infer<typeof ApiKeyBody>

/** As told to whoever made it. */
export const CreatedApiKeyBody = ApiKeyBody.extend({ key: z.string().describe('told only here') })
CreatedApiKeyBody.register(z.globalRegistry, { id: 'CreatedApiKey' })
export type CreatedApiKeyBody = z.infer<typeof CreatedApiKeyBody>

/** The API's shapes as TypeScript, for the published client: the package shall not need zod to say what a message is. */
import { z } from 'zod'
import { MeBody } from '@/lib/accounts/schema'
import { CreatedMailboxBody, DeliveryBody, DomainBody, MailboxBody, PlanBody } from '@/lib/mailboxes/schema'
import { MessageBody, MessageDeletedBody, SummaryBody, WaitBody } from '@/lib/messages/schema'

/** The names that lib/client/sdk/types.ts gives them. */
const SHAPES = {
  Me: MeBody,
  CreatedMailbox: CreatedMailboxBody,
  Delivery: DeliveryBody,
  Domain: DomainBody,
  Mailbox: MailboxBody,
  Plan: PlanBody,
  Message: MessageBody,
  MessageDeleted: MessageDeletedBody,
  Summary: SummaryBody,
  WaitAnswer: WaitBody,
}

type Json = z.core.JSONSchema.BaseSchema

/** Schemas with an id in zod's registry become types of that name. */
export function writeShapes(): string {
  const { properties = {}, $defs = {} } = z.toJSONSchema(z.object(SHAPES)) as {
    properties?: Record<string, Json>
    $defs?: Record<string, Json>
  }
  const all = Object.entries({ ...properties, ...$defs }).filter(([name, { $ref }]) => $ref !== `#/$defs/${name}`)
  return `${all.map(([name, schema]) => `export type ${name} = ${toType(schema)}`).join('\n\n')}\n`
}

function toType(schema: Json): string {
  if (Array.isArray(schema.type)) return schema.type.map((type) => toType({ ...schema, type })).join(' | ')
  const { $ref, anyOf, oneOf, type, items, properties, required = [] } = schema
  if ($ref) return $ref.replace('#/$defs/', '')
  if (anyOf ?? oneOf) return (anyOf ?? oneOf ?? []).map((one) => toType(one as Json)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (type === 'integer') return 'number'
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'null') return type
  if (type === 'array') return `Array<${toType(items as Json)}>`
  if (type !== 'object' || !properties) throw new Error(`no type for ${JSON.stringify(schema)}`)
  const members = Object.entries(properties as Record<string, Json>).map(([name, member]) => {
    const says = member.description ? `  /** ${member.description.replaceAll('*/', '* /')} */\n` : ''
    return `${says}  ${name}${required.includes(name) ? '' : '?'}: ${toType(member)}`
  })
  return `{\n${members.join('\n')}\n}`
}

/** JSON Schema in the words of a reader. */
import type { Member } from '@/components/docs/reference'
import type { JsonSchema } from '@/lib/http/openapi/schemas'

export function toType(schema: JsonSchema): string {
  const { $ref, anyOf, oneOf, allOf, type, items } = schema
  if ($ref) return $ref.split('/').at(-1) ?? ''
  const options = anyOf ?? oneOf
  if (options) return options.map((one) => toType(one as JsonSchema)).join(' or ')
  if (allOf) return toType(allOf[0] as JsonSchema)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ')
  if (type === 'array') return `list of ${toType((items ?? {}) as JsonSchema)}`
  const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'anything')
  return [name, schema.format && `(${schema.format})`, toRange(schema)].filter(Boolean).join(' ')
}

function toRange({ minimum, maximum, maxLength }: JsonSchema): string {
  if (maxLength !== undefined) return `up to ${maxLength} characters`
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  return minimum === undefined ? '' : `from ${minimum}`
}

/** The members of an object, or of each kind that it may be of; lists and objects inside are followed by dots. */
export function toMembers(schema: JsonSchema, prefix = ''): Member[] {
  const kinds = (schema.anyOf ?? schema.oneOf ?? [schema]) as JsonSchema[]
  const all = kinds.flatMap((kind) =>
    Object.entries((kind.properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, member]) => {
      const own = {
        name: `${prefix}${name}`,
        type: toType(member),
        isRequired: kind.required?.includes(name) ?? false,
        about: [member.description, toDefault(member)].filter(Boolean).join('; '),
      }
      const inside = member.type === 'array' ? (member.items as JsonSchema | undefined) : member
      return [own, ...(inside?.properties ? toMembers(inside, `${prefix}${name}.`) : [])]
    }),
  )
  return mergeKinds(all)
}

/** A member that several kinds have is told once. */
function mergeKinds(members: Member[]): Member[] {
  const byName = new Map<string, Member>()
  for (const member of members) {
    const known = byName.get(member.name)
    const type = known && known.type !== member.type ? `${known.type} or ${member.type}` : member.type
    byName.set(member.name, { ...member, type, about: known?.about || member.about })
  }
  return [...byName.values()]
}

export const toDefault = (schema: JsonSchema) =>
  schema.default === undefined ? '' : `${JSON.stringify(schema.default)} when absent`

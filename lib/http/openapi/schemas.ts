/** Zod's schemas as JSON Schema (2020-12), those with an id once, under components. */
import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

export type Schemas = {
  /** What has been referred to so far. */
  components: Record<string, JsonSchema>
  /** `input` is what callers send, `output` what they get. A schema with an id becomes a reference. */
  toJson(schema: z.ZodType, io: 'input' | 'output'): JsonSchema
}

export function createSchemas(): Schemas {
  const components: Record<string, JsonSchema> = {}
  return {
    components,
    toJson(schema, io) {
      // The root of a conversion is never a reference, so it is converted as a part of something.
      const whole = z.toJSONSchema(z.object({ it: schema }), { io, override: tidy, unrepresentable: 'any' })
      const { properties, $defs } = JSON.parse(
        JSON.stringify(whole).replaceAll('"#/$defs/', '"#/components/schemas/'),
      ) as { properties: { it: JsonSchema }; $defs?: Record<string, JsonSchema> }
      Object.assign(components, $defs)
      return properties.it
    },
  }
}

/** Leaves out what only says how zod checks, and puts in what it keeps to itself. */
function tidy({ zodSchema, jsonSchema: json }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  const { def } = zodSchema._zod
  // An answer may get further members one day, and unknown ones of a request are passed over.
  if (json.additionalProperties === false) delete json.additionalProperties
  if (json.format !== undefined) delete json.pattern
  if (json.format === 'date-time' && 'precision' in def && def.precision === 3) json.pattern = '\\.\\d{3}Z$'
  if (json.type === 'integer' || json.type === 'boolean') {
    delete json.pattern
    delete json.enum
  }
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum
  if (def.type === 'default') json.default = def.defaultValue
}

import { createApiKey, listApiKeys } from '@/lib/accounts/api-keys'
import { getUserId } from '@/lib/accounts/viewer'
import * as endpoints from '@/lib/http/endpoints/accounts'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'

const list = route(endpoints.listApiKeys, async ({ ctx, viewer }) =>
  json({ items: await listApiKeys(ctx, getUserId(viewer)), next_cursor: null }),
)

const create = route(endpoints.createApiKey, async ({ ctx, viewer, body }) => {
  const { name, expires_at, read_only } = body
  const key = await createApiKey(ctx, getUserId(viewer), {
    name,
    expiresAt: expires_at ?? null,
    isReadOnly: read_only,
  })
  return json(key, { status: 201 })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create })

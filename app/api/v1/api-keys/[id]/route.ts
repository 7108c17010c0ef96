import { deleteApiKey } from '@/lib/accounts/api-keys'
import { getUserId } from '@/lib/accounts/viewer'
import * as endpoints from '@/lib/http/endpoints/accounts'
import { noContent } from '@/lib/http/json'
import { idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'

const revoke = route(endpoints.deleteApiKey, async ({ ctx, viewer, params }) => {
  await deleteApiKey(ctx, getUserId(viewer), idOf(params))
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ DELETE: revoke })

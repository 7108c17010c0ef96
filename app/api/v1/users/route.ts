import { createUser } from '@/lib/accounts/sign-up'
import * as endpoints from '@/lib/http/endpoints/accounts'
import { json } from '@/lib/http/json'
import { countNewAccount } from '@/lib/http/rate-limit'
import { methods, route } from '@/lib/http/route'

const create = route(endpoints.createUser, async ({ ctx, body, request }) => {
  await countNewAccount(ctx, request)
  return json(await createUser(ctx, body), { status: 201 })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: create })

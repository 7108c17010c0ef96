import { getMe } from '@/lib/accounts/me'
import { changePassword, deleteUser } from '@/lib/accounts/sign-up'
import { getUserId } from '@/lib/accounts/viewer'
import * as endpoints from '@/lib/http/endpoints/accounts'
import { json, noContent } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'

const get = route(endpoints.getMe, async ({ ctx, viewer }) => json(await getMe(ctx, viewer)))

const changeIt = route(endpoints.changePassword, async ({ ctx, viewer, body }) => {
  const { current_password: currentPassword, password } = body
  await changePassword(ctx, getUserId(viewer), { currentPassword, password })
  return noContent()
})

const remove = route(endpoints.deleteUser, async ({ ctx, viewer, body }) => {
  await deleteUser(ctx, getUserId(viewer), body.current_password)
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, PATCH: changeIt, DELETE: remove })

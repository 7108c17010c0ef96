import { getMe } from '@/lib/accounts/me'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'

const get = route({}, async ({ ctx, viewer }) => json(await getMe(ctx, viewer)))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get })

import * as endpoints from '@/lib/http/endpoints/service'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'
import { listPlans } from '@/lib/mailboxes/plans'

const list = route(endpoints.listPlans, async ({ ctx }) => json({ items: await listPlans(ctx) }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list })

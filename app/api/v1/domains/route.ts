import * as endpoints from '@/lib/http/endpoints/service'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'

const list = route(endpoints.listDomains, async ({ ctx }) =>
  json({ items: ctx.config.MAIL_DOMAINS.map((domain, index) => ({ domain, is_default: index === 0 })) }),
)

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list })

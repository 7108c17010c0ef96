import * as endpoints from '@/lib/http/endpoints/service'
import { json } from '@/lib/http/json'
import { toDocument } from '@/lib/http/openapi/document'
import { methods, route } from '@/lib/http/route'

const get = route(endpoints.getOpenApi, async ({ ctx }) => json(toDocument(ctx.config.PUBLIC_URL)))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get })

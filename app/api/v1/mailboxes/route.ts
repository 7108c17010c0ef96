import { decodeCursor, encodeCursor, toPage } from '@/lib/http/cursor'
import * as endpoints from '@/lib/http/endpoints/mailboxes'
import { json } from '@/lib/http/json'
import { countAnonymousCreate } from '@/lib/http/rate-limit'
import { methods, route } from '@/lib/http/route'
import { isOwnOrScript, sessionCookie } from '@/lib/http/viewer'
import { createMailbox } from '@/lib/mailboxes/create-mailbox'
import { toIdempotencyKey } from '@/lib/mailboxes/input'
import { listMailboxes } from '@/lib/mailboxes/mailboxes'

const create = route(endpoints.createMailbox, async ({ ctx, viewer, query, body, request }) => {
  await countAnonymousCreate(ctx, viewer, request)
  const wanted = { ...query, ...body }
  const { mailbox, sessionToken } = await createMailbox(ctx, viewer, {
    ttlMinutes: wanted.ttl_minutes,
    localPart: wanted.local_part,
    domain: wanted.domain,
    idempotencyKey: toIdempotencyKey(request.headers.get('idempotency-key'), viewer),
  })
  const headers = new Headers({ location: `/api/v1/mailboxes/${mailbox.address}` })
  if (sessionToken === undefined) return json(mailbox, { status: 201, headers })
  // a foreign page may create, but never puts its identity in the place of the visitor's
  if (isOwnOrScript(ctx, request.headers)) headers.set('set-cookie', sessionCookie(ctx, sessionToken))
  return json({ ...mailbox, session_token: sessionToken }, { status: 201, headers })
})

const list = route(endpoints.listMailboxes, async ({ ctx, viewer, query: { limit, cursor } }) => {
  const before = decodeCursor(cursor, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  const mailboxes = await listMailboxes(ctx, viewer, {
    limit: limit + 1,
    before: before && { createdAt: before.at, id: before.key },
  })
  const page = toPage(mailboxes, limit, ({ id, body }) => encodeCursor({ at: new Date(body.created_at), key: id }))
  return json({ ...page, items: page.items.map(({ body }) => body) })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create })

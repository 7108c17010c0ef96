import * as endpoints from '@/lib/http/endpoints/messages'
import { json } from '@/lib/http/json'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { whileServing } from '@/lib/http/while-serving'
import { toMessageFilter } from '@/lib/messages/input'
import { waitForMessage } from '@/lib/messages/wait'

const wait = route(endpoints.waitForMessage, async ({ ctx, viewer, params, query, request }) => {
  const input = {
    ...toMessageFilter(query),
    timeoutMs: query.timeout * 1_000,
    afterSeq: query.after_seq,
    for: query.for,
  }
  return whileServing(request.signal, async (signal) =>
    json(await waitForMessage(ctx, viewer, addressOf(params), input, signal)),
  )
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: wait })

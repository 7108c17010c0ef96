import { isReachable } from '@/lib/db'
import { json } from '@/lib/http/json'
import { handle, methods } from '@/lib/http/route'

/** Ready to serve: the database answers. The event bus is only a doorbell, so it is told but does not decide. */
const ready = handle({}, async ({ ctx }) => {
  const database = await isReachable(ctx.db)
  return json({ ready: database, database, event_bus: ctx.bus.isConnected() }, { status: database ? 200 : 503 })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: ready })

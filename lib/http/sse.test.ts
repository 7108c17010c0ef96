/** Event streams over real sockets. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setInterval as everyMs } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { writeDirectly } from '@/lib/direct-response'
import { AppError } from '@/lib/errors'
import { getWatch } from '@/lib/events/watch'
import { deleteMailbox } from '@/lib/mailboxes/mailboxes'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { storeTestMessage } from '@/lib/testing/messages'
import { problemResponse, toAppError } from './problem'
import { closeAllStreams, comingBack, countStreams, mailboxEvents, toLastEventId } from './sse'

/** The two ways out: straight to the socket, and by a web stream as under Next. */
const SOCKET = '/events'
const WEB_STREAM = '/web-stream'

const PATIENT = { timeout: 10_000, interval: 5 }

let ctx: TestContext
let inbox: TestMailbox
let server: Server
let url: string

beforeAll(async () => {
  ctx = await createTestContext()
  await ctx.bus.ready()
  const handle = async (request: Request) => {
    const query = new URL(request.url).searchParams.get('last_event_id')
    const lastEventId = toLastEventId(request.headers.get('last-event-id'), query === null ? undefined : Number(query))
    return mailboxEvents(ctx, inbox.viewer, inbox.address, { lastEventId, signal: request.signal }).catch((error) =>
      problemResponse(toAppError(error)),
    )
  }
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await handle(request)
      const isDirect = incoming.url?.startsWith(SOCKET) && writeDirectly(response, outgoing as ServerResponse)
      return isDirect ? RESPONSE_ALREADY_SENT : response
    },
    { overrideGlobalObjects: false },
  )
  server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(async () => {
  inbox = await createTestMailbox(ctx)
})
afterEach(async () => {
  vi.useRealTimers()
  closeAllStreams()
  await vi.waitFor(() => expect([countStreams(), getWatch(ctx).size()]).toEqual([0, 0]), PATIENT)
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await ctx.dispose()
})

type Frame = { event?: string; id?: string; data?: string; retry?: string; comment?: string }

/** Opens a stream and reads it frame by frame. */
async function open({ lastEventId = '', path = SOCKET } = {}) {
  const client = new AbortController()
  const headers: HeadersInit = lastEventId ? { 'last-event-id': lastEventId } : {}
  const response = await fetch(url + path, { headers, signal: client.signal })
  return { response, frames: readFrames(response), close: () => client.abort() }
}

async function* readFrames(response: Response): AsyncGenerator<Frame, void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) yield toFrame(block)
  }
}

function toFrame(block: string): Frame {
  const lines = block.split('\n').map((line) => {
    const [, name = '', value = ''] = /^([a-z]*): (.*)$/.exec(line) ?? []
    return [name || 'comment', value]
  })
  return Object.fromEntries(lines)
}

async function take(frames: AsyncGenerator<Frame, void>, count: number): Promise<Frame[]> {
  const taken: Frame[] = []
  while (taken.length < count) {
    const { value, done } = await frames.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

test.each([SOCKET, WEB_STREAM])(
  'begins with retry and ready, in a form that proxies neither hold back nor change (%s)',
  async (path) => {
    const { response, frames } = await open({ path })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    })
    const [first, second] = await take(frames, 2)
    expect(first).toEqual({ retry: '2000' })
    expect(second?.event).toBe('ready')
    expect(second?.id).toBeUndefined()
    expect(JSON.parse(second?.data ?? '')).toMatchObject({ address: inbox.address, last_seq: 0 })
  },
)

test('a message carries its seq as id and its summary on one line', async () => {
  const { frames } = await open()
  await take(frames, 2)
  await storeTestMessage(ctx, inbox, { subject: 'Line\u2028breaks', text: 'one\ntwo' })
  const [frame] = await take(frames, 1)
  expect(frame).toMatchObject({ event: 'new_message', id: '1' })
  expect(JSON.parse(frame?.data ?? '')).toMatchObject({ seq: 1, preview: 'one\ntwo' })
})

test('the header of a browser that comes back goes before the query that stands in the URL', () => {
  expect(toLastEventId('7', 0)).toBe(7)
  expect(toLastEventId(null, 0)).toBe(0)
  expect(toLastEventId('', 3)).toBe(3)
  expect(toLastEventId('-1', undefined)).toBeNull()
  expect(toLastEventId('abc', 5)).toBe(5)
})

test('a client that comes back every few messages, while mail keeps coming, sees each one once and in order', async () => {
  const total = 100
  const arriving = (async () => {
    let stored = 0
    for await (const _ of everyMs(20)) {
      await storeTestMessage(ctx, inbox)
      if (++stored === total) return
    }
  })()
  const seen: number[] = []
  let lastEventId = '0'
  while (seen.length < total) {
    const { frames, close } = await open({ lastEventId })
    for (const frame of await take(frames, 2 + 1 + (seen.length % 5))) {
      if (frame.event !== 'new_message') continue
      lastEventId = frame.id ?? ''
      seen.push(Number(frame.id))
    }
    close()
    await frames.next().catch(() => {})
  }
  await arriving
  expect(seen).toEqual(Array.from({ length: total }, (_, n) => n + 1))
}, 60_000)

test.each([SOCKET, WEB_STREAM])(
  'the end of the mailbox ends stream and connection, and coming back is answered 404 (%s)',
  async (path) => {
    const { frames, response: ended } = await open({ path })
    await take(frames, 2)
    await deleteMailbox(ctx, inbox.viewer, inbox.address)
    const rest = await take(frames, 10)
    expect(rest.map(({ event }) => event)).toEqual(['mailbox_deleted'])
    expect(ended.headers.get('connection')).toBe('close')
    const { response } = await open({ path })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  },
)

test.each([SOCKET, WEB_STREAM])('a client that goes away is forgotten at once (%s)', async (path) => {
  const { frames, close } = await open({ path })
  await take(frames, 2)
  expect(countStreams()).toBe(1)
  close()
  await vi.waitFor(() => expect([countStreams(), getWatch(ctx).size()]).toEqual([0, 0]), PATIENT)
})

test.each([SOCKET, WEB_STREAM])('a comment every fifteen seconds keeps the stream awake (%s)', async (path) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { frames } = await open({ path })
  await take(frames, 2)
  vi.advanceTimersByTime(14_000)
  await storeTestMessage(ctx, inbox)
  expect(await take(frames, 1)).toMatchObject([{ event: 'new_message' }])
  vi.advanceTimersByTime(1_000)
  expect(await take(frames, 1)).toEqual([{ comment: 'awake' }])
  vi.advanceTimersByTime(15_000)
  expect(await take(frames, 1)).toEqual([{ comment: 'awake' }])
})

test.each([SOCKET, WEB_STREAM])('shutdown ends every stream properly (%s)', async (path) => {
  const streams = await Promise.all(Array.from({ length: 10 }, () => open({ path })))
  for (const { frames } of streams) await take(frames, 2)
  closeAllStreams()
  for (const { frames } of streams) expect(await take(frames, 1)).toEqual([])
})

test.each([SOCKET, WEB_STREAM])(
  'a client that does not read is let go after two beats, and holds no memory (%s)',
  async (path) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { hostname, port } = new URL(url)
    const socket = net.connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.pause()
    socket.write(`GET ${path}?last_event_id=0 HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`)
    await vi.waitFor(() => expect(countStreams()).toBe(1), PATIENT)
    // more than the buffers of both sockets hold
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 10 }, () => storeTestMessage(ctx, inbox, { text: 'x'.repeat(100_000) })))
    }
    await vi.waitFor(() => {
      vi.advanceTimersByTime(15_000)
      expect([countStreams(), getWatch(ctx).size()]).toEqual([0, 0])
    }, PATIENT)
    socket.destroy()
  },
)

test('while the database is away EventSource is asked to come back; others are told, and what is gone stays gone', async () => {
  const answer = (code: 'unavailable' | 'mailbox_not_found', accept: string) =>
    comingBack(async () => problemResponse(new AppError(code)))(new Request(url, { headers: { accept } }), {
      params: Promise.resolve({}),
    })
  const again = await answer('unavailable', 'text/event-stream')
  expect(again.status).toBe(200)
  expect(again.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(await again.text()).toBe('retry: 2000\n\n')
  expect((await answer('unavailable', '*/*')).status).toBe(503)
  expect((await answer('mailbox_not_found', 'text/event-stream')).status).toBe(404)
})

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { answerStream } from './stream'

const CHUNK = Buffer.alloc(65_536, 1)

/** Serves bytes without end over a socket; `ended` resolves when nobody reads them any more. */
async function serve(toAnswer: (bytes: AsyncGenerator<Buffer>) => Response) {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  async function* endless() {
    try {
      for (;;) yield CHUNK
    } finally {
      end()
    }
  }
  const listener = getRequestListener(() => toAnswer(endless()), {
    overrideGlobalObjects: false,
    errorHandler: () => new Response(null, { status: 500 }),
  })
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => server.close() && server.closeAllConnections()
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ended }
}

let close = () => {}
afterEach(() => close())

test('whoever leaves ends the reading', async () => {
  const { url, ended } = await serve((bytes) => answerStream(bytes, 1e12, {}))
  const client = new AbortController()
  const response = await fetch(url, { signal: client.signal })
  await response.body?.getReader().read()
  client.abort()
  await ended
})

test('never more bytes than were told, which would pass for the next answer: the connection is cut', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { url, ended } = await serve((bytes) => answerStream(bytes, 100_000, {}))
  const response = await fetch(url)
  expect(response.headers.get('content-length')).toBe('100000')
  await expect(response.arrayBuffer()).rejects.toThrow('terminated')
  await ended
  // the fault is ours
  expect(told).toHaveBeenCalledOnce()
  told.mockClear()
})

test('what may not be read any more ends at once, and the reader knows that it is not whole', async () => {
  async function* ending() {
    yield CHUNK
    throw new AppError('mailbox_expired')
  }
  const { url } = await serve(() => answerStream(ending(), 100_000, {}))
  await expect((await fetch(url)).arrayBuffer()).rejects.toThrow('terminated')
})

test('an answer that is not read reads nothing', async () => {
  let reads = 0
  async function* counting() {
    reads++
    yield CHUNK
  }
  await answerStream(counting(), CHUNK.length, {}).body?.cancel()
  expect(reads).toBe(0)
})

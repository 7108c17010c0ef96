import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { readJson } from './body'

test('a client that goes away in the middle of its body is refused, not logged as a fault of ours', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"ttl_min'))
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const headers = { 'content-type': 'application/json' }
  const request = new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  const refusal = await readJson(request).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(AppError)
  expect(refusal).toMatchObject({ code: 'bad_request', status: 400 })
})

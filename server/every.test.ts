import { pino } from 'pino'
import { expect, test } from 'vitest'
import { every } from './every'

function createSink() {
  const lines: { msg: string; step?: string; retryInMs?: number }[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  return { lines, log }
}

test('runs the step again after each rest, until told to stop', async () => {
  const { log } = createSink()
  const stop = new AbortController()
  let passes = 0
  const step = async () => {
    if (++passes === 5) stop.abort()
  }
  await every(log, { name: 'count', step, nextDelayMs: () => 1 }, stop.signal)
  expect(passes).toBe(5)
})

test('a long rest ends at once when told to stop', async () => {
  const { log } = createSink()
  const stop = new AbortController()
  const nextDelayMs = () => {
    setImmediate(() => stop.abort())
    return 3_600_000
  }
  await every(log, { name: 'rest', step: async () => {}, nextDelayMs }, stop.signal)
})

test('lets the pass under way settle before it resolves, and tells it to hurry', async () => {
  const { log } = createSink()
  const stop = new AbortController()
  const order: string[] = []
  const step = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        order.push('step settled')
        resolve()
      })
      setImmediate(() => stop.abort())
    })
  await every(log, { name: 'slow', step, nextDelayMs: () => 1 }, stop.signal)
  order.push('loop ended')
  expect(order).toEqual(['step settled', 'loop ended'])
})

test('survives a step or a delay that fails, logs it, and backs off', async () => {
  const { log, lines } = createSink()
  const stop = new AbortController()
  let passes = 0
  const step = async () => {
    passes++
    if (passes === 1) throw new Error('the database is away')
    if (passes === 3) stop.abort()
  }
  const nextDelayMs = async () => {
    throw new Error('still away')
  }
  await every(log, { name: 'fragile', step, nextDelayMs }, stop.signal)
  expect(passes).toBe(3)
  expect(lines.map(({ msg, step: name, retryInMs }) => ({ msg, name, retryInMs }))).toEqual([
    { msg: 'step_failed', name: 'fragile', retryInMs: 250 },
    { msg: 'step_failed', name: 'fragile', retryInMs: 500 },
  ])
})

test('never starts when it was told to stop before', async () => {
  const { log } = createSink()
  const step = () => Promise.reject(new Error('must not run'))
  await every(log, { name: 'none', step, nextDelayMs: () => 1 }, AbortSignal.abort())
})

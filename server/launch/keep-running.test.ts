import { pino } from 'pino'
import { expect, test } from 'vitest'
import { keepRunning } from './keep-running'
import type { Running } from './running'

const log = pino({ level: 'silent' })

/** A part that ends when told to; `started` resolves at each start. */
function createPart() {
  let end = (_how: string) => {}
  let onStart = () => {}
  const part = {
    starts: 0,
    nextStart: () =>
      new Promise<void>((resolve) => {
        onStart = resolve
      }),
    end: (how: string) => end(how),
    async start(): Promise<Running> {
      part.starts++
      const exited = new Promise<string>((resolve) => {
        end = resolve
      })
      onStart()
      return { exited, stop: async () => end('stopped') }
    },
  }
  return part
}

test('starts a part again each time it ends, until it is stopped', async () => {
  const part = createPart()
  const kept = keepRunning({ name: 'part', start: part.start, log })
  await kept.ready
  for (const starts of [2, 3]) {
    const started = part.nextStart()
    part.end('SIGKILL')
    await started
    expect(part.starts).toBe(starts)
  }
  await kept.stop()
  expect(part.starts).toBe(3)
})

test('gives up a part that never became ready', async () => {
  let tries = 0
  const start = async () => {
    tries++
    throw new Error('on purpose')
  }
  const kept = keepRunning({ name: 'part', start, log })
  await expect(kept.ready).rejects.toThrow('on purpose')
  expect(tries).toBe(3)
})

test('stops while the part is still starting', async () => {
  const start = (signal: AbortSignal) =>
    new Promise<Running>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  const kept = keepRunning({ name: 'part', start, log })
  const refused = expect(kept.ready).rejects.toThrow('aborted')
  await kept.stop()
  await refused
})

test('restarts on purpose without a pause', async () => {
  const part = createPart()
  const kept = keepRunning({ name: 'part', start: part.start, log })
  await kept.ready
  const started = part.nextStart()
  await kept.restart()
  await started
  expect(part.starts).toBe(2)
  await kept.stop()
})

import { expect, test } from 'vitest'
import type { Log } from '@/lib/log'
import { createOutbox } from './outbox'

test('an outage is told once, and its end with what was lost, however much was to be sent', async () => {
  const lines: unknown[] = []
  const log = {
    warn: (_: unknown, name: string) => lines.push(name),
    info: (fields: unknown, name: string) => lines.push([name, fields]),
  } as unknown as Log
  let isAway = true
  const outbox = createOutbox(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()), log)
  for (let n = 0; n < 300; n++) {
    outbox.add({ type: 'messages', mailboxId: `${n}` })
    await outbox.drained()
  }
  isAway = false
  outbox.add({ type: 'messages', mailboxId: 'after' })
  await outbox.drained()
  expect(lines).toEqual(['hints_not_sent', ['hints_sent_again', { lost: 300 }]])
})

/** P6: what the companion's memory grows by while 50 sessions send 20 MB at once, and while they send more than is allowed. */
import { send } from './lib/generator'
import { addMailboxes, DOMAIN, startCompanion, startStore } from './lib/mayfly'
import { memory, resetPeak } from './lib/programs'
import { printTable, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const SESSIONS = 50
const MB = 1_048_576

await inWorld(async (world) => {
  const store = await startStore(world)
  const { pid, smtpPort: port } = await startCompanion(world, store)
  await addMailboxes(store, 'warm', 500)
  await send({ port, sessions: 10, size: 2_000, count: 500, to: `warm@${DOMAIN}` })
  const rows: Record<string, string | number>[] = []
  for (const { what, size, isRefused } of [
    { what: '40 MB each, over the limit', size: 40 * MB, isRefused: true },
    { what: '20 MB each', size: 20 * MB, isRefused: false },
  ]) {
    const to = `big${rows.length}`
    await addMailboxes(store, to, SESSIONS)
    const idle = memory(pid, 'now')
    resetPeak(pid)
    const started = performance.now()
    // smtp-source gives up at the first refusal, which is how it ends here
    const failure = await send({ port, sessions: SESSIONS, size, count: SESSIONS, to: `${to}@${DOMAIN}` }).then(
      () => '',
      (error: Error) => error.message,
    )
    if (isRefused !== failure.includes('552')) throw new Error(failure || 'nothing was refused')
    rows.push({
      what,
      'in flight MB': isRefused ? 0 : (SESSIONS * size) / MB,
      'idle MB': idle,
      'peak MB': memory(pid, 'peak'),
      'growth MB': memory(pid, 'peak') - idle,
      seconds: (performance.now() - started) / 1_000,
    })
  }
  printTable(`${SESSIONS} sessions at once, one message each`, rows)
  writeResult('memory', { sessions: SESSIONS, rows })
})

/** P4 and P5: from the end of DATA to the 250, and from the 250 to the event at a client; idle and at half load. */
import { addOwned, createCaller } from './lib/callers'
import { followEvents } from './lib/event-client'
import { send } from './lib/generator'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore, startWeb } from './lib/mayfly'
import { startPacedLoad } from './lib/paced-load'
import { percentile, printTable, writeResult } from './lib/report'
import { connectSmtp, plainMail } from './lib/smtp-client'
import { inWorld } from './lib/world'

const MAILS = 500

await inWorld(async (world) => {
  const store = await startStore(world)
  const { smtpPort } = await startCompanion(world, store)
  const { url } = await startWeb(world, store)
  const caller = await createCaller(url)
  await addOwned(store, caller, 'watched', 2)
  const measure = (n: number) => measureMails(smtpPort, url, caller.token, `${n}watched@${DOMAIN}`)

  await measure(1)
  const bare = await measureBareCommits(store)
  const idle = await measure(1)
  await addMailboxes(store, 'most', 6_000)
  const most = await send({ port: smtpPort, sessions: 50, size: 2_000, count: 6_000, to: `most@${DOMAIN}` })
  await addMailboxes(store, 'paced', 2_000)
  const perSecond = most / 2
  const load = await startPacedLoad(world, {
    port: smtpPort,
    perSecond,
    mailboxes: 2_000,
    to: (n) => `${n}paced@${DOMAIN}`,
  })
  const half = await measure(2)
  const others = await load.takeLatencies()
  load.stop()

  const row = (what: string, ms: number[], against = Number.NaN) => ({
    what,
    'p50 ms': percentile(ms, 50),
    'p99 ms': percentile(ms, 99),
    'p50 ÷ bare commit': percentile(ms, 50) / against,
  })
  const bareP50 = percentile(bare, 50)
  const rows = [
    row('bare one-row commit', bare),
    row('DATA → 250, idle', idle.replies, bareP50),
    row('250 → event, idle', idle.events),
    row('DATA → 250, half load', half.replies),
    row('DATA → 250, half load, the others', others),
    row('250 → event, half load', half.events),
  ]
  printTable(`${MAILS} mails of 2 kB, one session; half load is ${Math.round(perSecond)} mails/s`, rows)
  writeResult('latency', { rows, perSecond })
})

/** A 250 that comes after its event counts as 0 ms. */
async function measureMails(port: number, url: string, token: string, address: string) {
  const repliedAt: number[] = []
  const events: number[] = []
  let onLast = () => {}
  const all = new Promise<void>((resolve) => (onLast = resolve))
  const arrivals = new Map<number, number>()
  const stream = followEvents(
    `${url}/api/v1/mailboxes/${address}/events`,
    { 'X-Session-Token': token },
    (name, id, at) => {
      if (name !== 'new_message') return
      arrivals.set(id, at)
      if (arrivals.size === MAILS) onLast()
    },
  )
  await stream.ready
  const client = await connectSmtp(port)
  const mail = plainMail(2_000, 'latency')
  const replies: number[] = []
  for (let n = 0; n < MAILS; n++) {
    const { ms, at } = await client.send(address, mail)
    replies.push(ms)
    repliedAt.push(at)
  }
  await all
  client.close()
  stream.socket.destroy()
  const seqs = [...arrivals.keys()].sort((a, b) => a - b)
  for (const [n, seq] of seqs.entries()) events.push(Math.max(0, (arrivals.get(seq) ?? 0) - (repliedAt[n] ?? 0)))
  const ascending = (values: number[]) => values.sort((a, b) => a - b)
  return { replies: ascending(replies), events: ascending(events) }
}

/** What the database alone needs for a row of the same size, durably. */
async function measureBareCommits({ db }: Store): Promise<number[]> {
  await db.pool.query('CREATE TABLE bare (id bigserial PRIMARY KEY, raw bytea)')
  const raw = Buffer.from(plainMail(2_000, 'bare'))
  const times: number[] = []
  for (let n = 0; n < MAILS; n++) {
    const start = performance.now()
    await db.pool.query({ name: 'bare', text: 'INSERT INTO bare (raw) VALUES ($1)', values: [raw] })
    times.push(performance.now() - start)
  }
  await db.pool.query('DROP TABLE bare')
  return times.sort((a, b) => a - b)
}

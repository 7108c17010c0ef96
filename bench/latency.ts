/** P4 and P5: from the end of DATA to the 250, and from the 250 to the event at a client; idle and at half load. */
import { setTimeout as sleep } from 'node:timers/promises'
import { addOwned, createCaller } from './lib/callers'
import { followEvents } from './lib/event-client'
import { send } from './lib/generator'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore, startWeb } from './lib/mayfly'
import { startPacedLoad } from './lib/paced-load'
import { installPeers, startSmtpServer } from './lib/peers'
import { percentile, printTable, writeResult } from './lib/report'
import { connectSmtp, plainMail } from './lib/smtp-client'
import { inWorld } from './lib/world'

const MAILS = 500
const PAUSE_MS = 5
const MAIL = plainMail(2_000, 'latency')

type Target = { port: number; url: string; token: string; address: string }
/** What answers in milliseconds. */
type Peers = { commit?(): Promise<number>; sendNothing?(): Promise<number> }

await inWorld(async (world) => {
  installPeers()
  const store = await startStore(world)
  const { smtpPort } = await startCompanion(world, store)
  const { url } = await startWeb(world, store)
  const caller = await createCaller(url)
  await addOwned(store, caller, 'watched', 2)
  const commit = await createBareCommit(store)
  const { port: nullPort } = await startSmtpServer(world, 'null')
  const measure = async (n: number, peers: Peers = {}) =>
    measureMails({ port: smtpPort, url, token: caller.token, address: `${n}watched@${DOMAIN}` }, peers)

  await measure(1)
  const nothing = await connectSmtp(nullPort)
  const sendNothing = () => nothing.send(`null@${DOMAIN}`, MAIL).then(({ ms }) => ms)
  const idle = await measure(1, { commit, sendNothing })
  nothing.close()
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
  const bareP50 = percentile(idle.commits, 50)
  const rows = [
    row('bare one-row commit', idle.commits),
    row('DATA → 250, a null smtp-server', idle.nothings, bareP50),
    row('DATA → 250, idle', idle.replies, bareP50),
    row('250 → event, idle', idle.events),
    row('DATA → 250, half load', half.replies),
    row('DATA → 250, half load, the others', others),
    row('250 → event, half load', half.events),
  ]
  printTable(`${MAILS} mails of 2 kB, one session; half load is ${Math.round(perSecond)} mails/s`, rows)
  writeResult('latency', { rows, perSecond })
})

/** Each mail waits for the event of the one before, and a while: nothing of ours is under way. The peers take turns with it. */
async function measureMails({ port, url, token, address }: Target, peers: Peers) {
  const replies: number[] = []
  const events: number[] = []
  const commits: number[] = []
  const nothings: number[] = []
  let onEvent = (_at: number) => {}
  const stream = followEvents(
    `${url}/api/v1/mailboxes/${address}/events`,
    { 'X-Session-Token': token },
    (name, _id, at) => {
      if (name === 'new_message') onEvent(at)
    },
  )
  await stream.ready
  const client = await connectSmtp(port)
  for (let n = 0; n < MAILS; n++) {
    const arrived = new Promise<number>((resolve) => (onEvent = resolve))
    await sleep(PAUSE_MS)
    const { ms, at } = await client.send(address, MAIL)
    replies.push(ms)
    // a 250 that comes after its event counts as 0 ms
    events.push(Math.max(0, (await arrived) - at))
    await sleep(PAUSE_MS)
    if (peers.commit) commits.push(await peers.commit())
    await sleep(PAUSE_MS)
    if (peers.sendNothing) nothings.push(await peers.sendNothing())
  }
  client.close()
  stream.socket.destroy()
  const ascending = (values: number[]) => values.sort((a, b) => a - b)
  return {
    replies: ascending(replies),
    events: ascending(events),
    commits: ascending(commits),
    nothings: ascending(nothings),
  }
}

/** What the database alone needs for a row of the same size, durably. */
async function createBareCommit({ db }: Store): Promise<() => Promise<number>> {
  await db.pool.query('CREATE TABLE bare (id bigserial PRIMARY KEY, raw bytea)')
  const raw = Buffer.from(MAIL)
  return async () => {
    const start = performance.now()
    await db.pool.query({ name: 'bare', text: 'INSERT INTO bare (raw) VALUES ($1)', values: [raw] })
    return performance.now() - start
  }
}

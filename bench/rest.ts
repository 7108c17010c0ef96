/** P11: reads of the API, against the same queries on bare node:http and in bare Next route handlers. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { findFreePort } from '@/server/launch/ports'
import { startBareNext } from './lib/bare-next'
import { addOwned, createCaller } from './lib/callers'
import { send } from './lib/generator'
import { addMailboxes, DOMAIN, startCompanion, startStore, startWeb, untilParsed } from './lib/mayfly'
import { installPeers } from './lib/peers'
import { cpuSeconds, startProgram } from './lib/programs'
import { printTable, spread, writeResult } from './lib/report'
import { connectSmtp, plainMail } from './lib/smtp-client'
import { inWorld } from './lib/world'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = 5
const CONNECTIONS = 20

type Result = { requests: { average: number }; latency: { p50: number; p99: number }; non2xx: number; errors: number }
type Target = { name: string; url: string; headers: Record<string, string>; pid: number }

await inWorld(async (world) => {
  installPeers()
  const autocannon: (options: object) => Promise<Result> = createRequire(path.resolve('bench/package.json'))(
    'autocannon',
  )
  const store = await startStore(world)
  const { smtpPort } = await startCompanion(world, store)
  const web = await startWeb(world, store, { RATE_LIMITS: 'on' })
  const caller = await createCaller(web.url)
  // an operator's plan for this one: the limits are looked up and counted, and never reached
  await store.db.pool.query('UPDATE plans SET requests_per_minute = 100000000, max_active_mailboxes = 1000')
  await addOwned(store, caller, 'read', 1)
  const address = `1read@${DOMAIN}`
  const client = await connectSmtp(smtpPort)
  for (let n = 0; n < 60; n++) await client.send(address, plainMail(2_000, `Message ${n}`))
  client.close()
  // a table of sixty rows would be read from end to end
  await addMailboxes(store, 'other', 5_000)
  await send({ port: smtpPort, sessions: 50, size: 2_000, count: 20_000, to: `other@${DOMAIN}` })
  await untilParsed(store)
  await store.db.pool.query('VACUUM ANALYZE')
  const port = await findFreePort()
  const plain = await startProgram(world, process.execPath, ['bench/peers/plain-http.mjs', `${port}`, store.url], {
    ports: [port],
  })
  const next = await startBareNext(world, { DATABASE_URL: store.url })
  const peersOf = (what: string): Target[] => [
    { name: 'bare node:http', url: `http://127.0.0.1:${port}/${what}/${address}`, headers: {}, pid: plain.pid },
    { name: 'bare Next', url: `${next.url}/api/${what}/${address}`, headers: {}, pid: next.pid },
  ]
  const headers = { 'x-session-token': caller.token }
  const mailbox = `${web.url}/api/v1/mailboxes/${address}`
  const cases: Record<string, Target[]> = {
    'GET a mailbox': [...peersOf('mailbox'), { name: 'Mayfly', url: mailbox, headers, pid: web.pid }],
    'GET a list of 50': [...peersOf('list'), { name: 'Mayfly', url: `${mailbox}/messages`, headers, pid: web.pid }],
    'GET wait, already there': [
      ...peersOf('message'),
      { name: 'Mayfly', url: `${mailbox}/messages/wait?timeout=0`, headers, pid: web.pid },
    ],
  }
  const results = []
  for (const [what, targets] of Object.entries(cases)) {
    const rates = new Map(targets.map(({ name }) => [name, [] as number[]]))
    const costs = new Map(targets.map(({ name }) => [name, [] as number[]]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, url, headers, pid } of targets) {
        const before = cpuSeconds(pid)
        const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS })
        if (result.non2xx + result.errors > 0) throw new Error(`${name}: ${result.non2xx} answers were not 200`)
        rates.get(name)?.push(result.requests.average)
        costs.get(name)?.push(((cpuSeconds(pid) - before) * 1e6) / (result.requests.average * SECONDS))
      }
    }
    const medianOf = (name: string) => spread(rates.get(name) ?? []).median
    const rows = targets.map(({ name }) => {
      const { median, low, high } = spread(rates.get(name) ?? [])
      return {
        name,
        'requests/s': median,
        low,
        high,
        '÷ node:http': median / medianOf('bare node:http'),
        '÷ Next': median / medianOf('bare Next'),
        'CPU µs each': spread(costs.get(name) ?? []).median,
      }
    })
    printTable(what, rows)
    results.push({ what, rows })
  }
  writeResult('rest', { results })
})

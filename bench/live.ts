/** P10: open event streams on one process, against bare node:http doing the same; and on two over Redis. */
import { findFreePort } from '@/server/launch/ports'
import { addOwned, createCaller } from './lib/callers'
import { DOMAIN, startCompanion, startStore, startWeb } from './lib/mayfly'
import { startProgram } from './lib/programs'
import { printTable, writeResult } from './lib/report'
import { connectSmtp, plainMail } from './lib/smtp-client'
import { measureStreams, type StreamTarget } from './lib/streams'
import { inWorld, type World } from './lib/world'

/** How many are open at once, one table for each number. */
const STREAMS = (process.env.BENCH_STREAMS ?? '100,1000,9000').split(',').map(Number)
const mail = plainMail(1_000, 'live')

await inWorld(async (world) => {
  const most = Math.max(...STREAMS)
  const store = await startStore(world)
  const { smtpPort } = await startCompanion(world, store)
  const web = await startWeb(world, store)
  const caller = await createCaller(web.url)
  await addOwned(store, caller, 'live', most)
  const port = await findFreePort()
  const plain = await startProgram(world, process.execPath, ['bench/peers/plain-http.mjs', `${port}`, store.url], {
    ports: [port],
  })
  const smtp = await connectSmtp(smtpPort)
  const headers = { 'X-Session-Token': caller.token }
  const events = (url: string, n: number) => `${url}/api/v1/mailboxes/${n}live@${DOMAIN}/events`
  const redis = await startRedisPair(world, store)
  const targets: StreamTarget[] = [
    {
      name: 'bare node:http',
      pids: [plain.pid],
      reaches: 'all',
      headers: {},
      urlOf: () => `http://127.0.0.1:${port}/events`,
      tell: (n) => fetch(`http://127.0.0.1:${port}/tell/${n}`),
    },
    {
      name: 'Mayfly, all on one inbox',
      pids: [web.pid],
      reaches: 'all',
      headers,
      urlOf: () => events(web.url, 1),
      tell: () => smtp.send(`1live@${DOMAIN}`, mail),
    },
    {
      name: 'Mayfly, an inbox each',
      pids: [web.pid],
      reaches: 'one',
      headers,
      urlOf: (n) => events(web.url, n),
      tell: (n) => smtp.send(`${(n % Math.min(...STREAMS)) + 1}live@${DOMAIN}`, mail),
    },
    {
      name: 'Mayfly, two processes over Redis, an inbox each',
      pids: redis.webs.map(({ pid }) => pid),
      reaches: 'one',
      headers,
      urlOf: (n) => events(redis.webs[n % 2]?.url ?? '', n),
      tell: (n) => redis.smtp.send(`${(n % Math.min(...STREAMS)) + 1}live@${DOMAIN}`, mail),
    },
  ]
  const results = []
  for (const streams of STREAMS) {
    const rows = []
    for (const target of targets) rows.push(await measureStreams(target, streams))
    printTable(`${streams} open streams`, rows)
    results.push({ streams, rows })
  }
  writeResult('live', { results })
})

/** Two web processes and a companion of their own on the same database, told of each other's news by Redis. */
async function startRedisPair(world: World, store: Parameters<typeof startWeb>[1]) {
  const port = await findFreePort()
  await startProgram(world, 'redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''], {
    ports: [port],
  })
  const env = { REDIS_URL: `redis://127.0.0.1:${port}` }
  const companion = await startCompanion(world, store, env)
  const webs = [await startWeb(world, store, env), await startWeb(world, store, env)]
  return { webs, smtp: await connectSmtp(companion.smtpPort) }
}

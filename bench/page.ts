/** P13: the home page in Chromium, a first and a second visit, beside a bare Next page of the same version and builder. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { startBareNext } from './lib/bare-next'
import { startStore, startWeb } from './lib/mayfly'
import { type Network, newVisitor, type Visit, visit } from './lib/page-visit'
import { printTable, spread, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const ROUNDS = 5
const SLOW: Network = { name: '400 kB/s, 400 ms', bytesPerSecond: 400_000, latencyMs: 400 }

await inWorld(async (world) => {
  const store = await startStore(world)
  const mayfly = await startWeb(world, store)
  const bareUrl = (await startBareNext(world)).url
  const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
  world.onEnd(() => browser.close())

  const rows = []
  for (const network of [null, SLOW]) {
    for (const [what, url, isReturning] of [
      ['a bare Next page', bareUrl, false],
      ['Mayfly, first visit', mayfly.url, false],
      ['Mayfly, second visit', mayfly.url, true],
    ] as const) {
      const visits: Visit[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const visitor = await newVisitor(browser)
        if (isReturning) await visit(visitor, url, null)
        visits.push(await visit(visitor, url, network))
        await visitor.close()
      }
      rows.push({ network: network?.name ?? 'loopback', what, ...toRow(visits) })
    }
  }
  printTable('The home page: JavaScript, and what is seen when (medians of 5)', rows)
  writeResult('page', { rows, rounds: ROUNDS })
})

function toRow(visits: Visit[]) {
  const median = (pick: (visit: Visit) => number) => spread(visits.map(pick)).median
  return {
    'JavaScript, kB gzip': median(({ scriptBytes }) => scriptBytes) / 1_000,
    'as sent, kB': median(({ sentBytes }) => sentBytes) / 1_000,
    'LCP, ms': median(({ largestPaintMs }) => largestPaintMs),
    'address visible, ms': median(({ addressMs }) => addressMs),
    'layout shift': Math.max(...visits.map(({ layoutShift }) => layoutShift)).toFixed(3),
  }
}

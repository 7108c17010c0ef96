/** P12: `npm start`, installed and built, from the command to the ready line; then the same on data that exists. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { findFreePort } from '@/server/launch/ports'
import { printTable, spread, writeResult } from './lib/report'
import { inWorld, type World } from './lib/world'

const ROUNDS = 5

await inWorld(async (world) => {
  const rows = []
  for (const [what, folder] of [
    ['empty DATA_DIR', (round: number) => `data${round}`],
    ['existing DATA_DIR', () => 'data0'],
  ] as const) {
    const seconds: number[] = []
    for (let round = 0; round < ROUNDS; round++) seconds.push(await startOnce(world, folder(round)))
    const { median, low, high } = spread(seconds)
    rows.push({ what, 'seconds to ready': median, low, high })
  }
  printTable('npm start, installed and built', rows)
  writeResult('start', { rows })
})

/** Seconds from the command to the ready line. */
async function startOnce(world: World, folder: string): Promise<number> {
  const [web, smtp, companion] = [await findFreePort(), await findFreePort(), await findFreePort()]
  const start = performance.now()
  const child = spawn('npm', ['start'], {
    env: {
      ...process.env,
      PORT: `${web}`,
      SMTP_PORT: `${smtp}`,
      COMPANION_PORT: `${companion}`,
      DATA_DIR: path.join(world.folder, folder),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  world.onEnd(() => child.kill('SIGTERM'))
  const exited = once(child, 'exit')
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    if (/^Mayfly is ready/m.test(said)) break
  }
  const seconds = (performance.now() - start) / 1_000
  child.kill('SIGTERM')
  await exited
  if (!/^Mayfly is ready/m.test(said)) throw new Error(`npm start did not become ready:\n${said}`)
  return seconds
}

/** Mail at a steady rate from a process of its own, whatever the answers take: what a server at half load sees. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { build } from 'esbuild'
import type { World } from './world'

export type PacedLoad = {
  /** Milliseconds from the end of DATA to the 250, of all mails since the last call, ascending. */
  takeLatencies(): Promise<number[]>
  stop(): void
}

type Options = { port: number; perSecond: number; to: (n: number) => string; mailboxes: number; bytes?: number }

/** Starts sending to `to(1)` … `to(mailboxes)` in turns. */
export async function startPacedLoad(
  world: World,
  { port, perSecond, to, mailboxes, bytes = 2_000 }: Options,
): Promise<PacedLoad> {
  const outfile = path.resolve('.build/bench/paced-sender.js')
  const entry = path.resolve('bench/lib/paced-sender.ts')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  const child = fork(outfile, { execArgv: [] })
  world.onEnd(() => child.kill())
  const ready = once(child, 'message')
  const addresses = Array.from({ length: mailboxes }, (_, i) => to(i + 1))
  child.send({ port, perSecond, addresses, bytes })
  await ready
  return {
    async takeLatencies() {
      const answer = once(child, 'message')
      child.send('take')
      const [latencies] = (await answer) as [number[]]
      return latencies.sort((a, b) => a - b)
    },
    stop: () => void child.kill(),
  }
}

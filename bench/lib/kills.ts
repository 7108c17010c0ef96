/** Kills what serves, one process after the other, and waits for the launcher to bring each back. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MS = 6_000
const VICTIMS = ['companion', 'postgres', 'web'] as const

/** `stop` resolves with how many were killed. */
export function startKills(dataDir: string): { stop(): Promise<number> } {
  let killed = 0
  let isOver = false

  async function run(): Promise<void> {
    while (!isOver) {
      await sleep(EVERY_MS)
      const victim = VICTIMS[killed % VICTIMS.length] ?? 'web'
      try {
        process.kill(findPid(dataDir, victim), 'SIGKILL')
        killed++
      } catch {
        // it is just coming back: the next round finds it
      }
    }
  }
  const running = run()

  return {
    async stop() {
      isOver = true
      await running
      return killed
    },
  }
}

function findPid(dataDir: string, victim: (typeof VICTIMS)[number]): number {
  const read = (file: string) => readFileSync(path.join(dataDir, file), 'utf8')
  if (victim === 'postgres') return Number(read('postgres/postmaster.pid').split('\n')[0])
  return Number(JSON.parse(read('processes.json'))[victim].pid)
}

/** Starts one of our own processes and waits for it to say that it is ready. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Running } from './running'
import { PART_KILLED_MS } from './stop-limits'
import { watchExit } from './watch-exit'

type Options = {
  file: string
  args?: string[]
  env: Record<string, string | undefined>
  signal: AbortSignal
  onPid(pid: number): void
}

/**
 * Resolves when the process sent `{ type: 'ready' }`; throws when it ended before. It writes to our own output, and
 * ends by itself when the channel to us closes, however we end.
 */
export async function startChild({ file, args = [], env, signal, onPid }: Options): Promise<Running> {
  // A group of its own: Ctrl-C in the terminal is for the launcher, which ends the parts in their order.
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  })
  const { exited, hasEnded } = watchExit(child)
  if (child.pid) onPid(child.pid)
  const stop = async () => {
    if (hasEnded()) return
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), PART_KILLED_MS)
    await exited
    clearTimeout(force)
  }
  signal.addEventListener('abort', () => void stop(), { once: true })
  if (signal.aborted) await stop()
  const isReady = await Promise.race([ready(child), exited.then(() => false)])
  if (!isReady) throw new Error(`ended before it was ready (${await exited})`)
  return { exited, stop }
}

async function ready(child: ReturnType<typeof spawn>): Promise<true> {
  for (;;) {
    const [message] = await once(child, 'message')
    if (message?.type === 'ready') return true
  }
}

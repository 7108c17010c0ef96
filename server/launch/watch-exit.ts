import type { ChildProcess } from 'node:child_process'

/** How a child ends, in words: a signal, an exit code, or why it could not be started. Call it right after spawning. */
export function watchExit(child: ChildProcess): { exited: Promise<string>; hasEnded(): boolean } {
  let ended = false
  const exited = new Promise<string>((resolve) => {
    const settle = (how: string) => {
      ended = true
      resolve(how)
    }
    child.once('error', (error) => settle(error.message))
    child.once('exit', (code, signal) => settle(signal ?? `code ${code}`))
  })
  return { exited, hasEnded: () => ended }
}

/** Ports that stay free until a server of ours takes them. */
import getPort, { portNumbers } from 'get-port'

/** Below those that systems give to outgoing connections, and other processes look elsewhere. */
const FIRST = 20_000 + (process.pid % 100) * 100

export function freePort(): Promise<number> {
  return getPort({ port: portNumbers(FIRST, FIRST + 99) })
}

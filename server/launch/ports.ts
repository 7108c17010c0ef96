/** Whether a port can be listened on; said before anything starts, in words. */
import { createServer } from 'node:net'
import type { Config } from '@/lib/config'

/** One line for each configured port that cannot be used. */
export async function findPortFaults(config: Config): Promise<string[]> {
  const wanted = [
    { name: 'PORT', port: config.PORT, host: config.HOST },
    { name: 'SMTP_PORT', port: config.SMTP_PORT, host: config.SMTP_HOST },
    { name: 'COMPANION_PORT', port: config.COMPANION_PORT, host: '127.0.0.1' },
  ]
  const faults: string[] = []
  for (const [index, { name, port, host }] of wanted.entries()) {
    const twin = wanted.slice(0, index).find((other) => other.port === port && port !== 0)
    const fault = twin ? `is the same as ${twin.name}` : await tryListen(port, host)
    if (fault) faults.push(`${name}: ${port} ${fault}`)
  }
  return faults
}

export async function isPortFree(port: number, host: string): Promise<boolean> {
  return (await tryListen(port, host)) === null
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const WORDS: Record<string, string> = {
  EADDRINUSE: 'is already in use',
  EACCES: 'needs more rights than this user has',
  EADDRNOTAVAIL: 'cannot be used: the host is not an address of this machine',
  ENOTFOUND: 'cannot be used: the host is unknown',
}

function tryListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      resolve(`on ${host} ${WORDS[code ?? ''] ?? message}`),
    )
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

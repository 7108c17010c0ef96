/** For commands that wait where nobody answers for long: a lock that others hold, a database that went silent. */
import { createClient, type Database, type PoolClient } from './db'

/** The server is asked to end the statements; when it does not answer within this, the connections are cut. */
const ASK_LIMIT_MS = 2_000

/**
 * When the signal aborts, every statement on the pool fails within about two seconds, and the server works on none of
 * them any longer: by itself it would not notice that we are gone before it has what it waits for.
 */
export function endOnAbort({ pool, url }: Pick<Database, 'pool' | 'url'>, signal: AbortSignal): void {
  const clients = new Set<PoolClient>()
  pool.on('connect', (client) => {
    clients.add(client)
    if (signal.aborted) void client.end()
  })
  pool.on('remove', (client) => clients.delete(client))
  const end = async () => {
    const late = new Promise((resolve) => setTimeout(resolve, ASK_LIMIT_MS).unref())
    const asked = clients.size > 0 ? terminate(url, [...clients].map(pidOf)) : undefined
    await Promise.race([asked?.catch(() => {}), late])
    // with a statement under way this cuts the socket
    for (const client of clients) void client.end()
  }
  signal.addEventListener('abort', () => void end(), { once: true })
}

async function terminate(url: string, pids: number[]): Promise<void> {
  const client = createClient(url)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [pids])
  } finally {
    void client.end()
  }
}

/** Known to the driver, not to its types. */
function pidOf(client: PoolClient): number {
  return (client as PoolClient & { processID: number }).processID
}

/**
 * Who works on what: session locks on a connection of this process's own. They end with the process, however it ends;
 * when the connection ends, the work under way is told to stop, because somebody else may begin it.
 */
import { createClient } from '@/lib/db'

export type Claims = {
  /** Runs `task` if nobody has claimed `key`; otherwise resolves with undefined at once. */
  whileClaimed<T>(key: string, task: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>
  close(): Promise<void>
}

type Session = {
  /** Runs one of the lock functions; one question at a time. */
  ask(lockFunction: string, key: string): Promise<boolean>
  held: Set<string>
  lost: AbortController
  end(): Promise<void>
}

export function createClaims(url: string): Claims {
  let opening: Promise<Session> | undefined

  function open(): Promise<Session> {
    const client = createClient(url)
    const lost = new AbortController()
    let line: Promise<unknown> = Promise.resolve()
    const lose = () => {
      lost.abort()
      if (opening === promise) opening = undefined
    }
    client.on('error', lose)
    client.on('end', lose)
    const session: Session = {
      held: new Set(),
      lost,
      end: () => client.end(),
      ask(lockFunction, key) {
        const asked = line.then(async () => {
          const text = `SELECT ${lockFunction}(hashtextextended($1, 0)) AS is_done`
          const { rows } = await client.query<{ is_done: boolean }>(text, [key])
          return rows[0]?.is_done ?? false
        })
        line = asked.catch(() => {})
        return asked
      },
    }
    const promise = client.connect().then(() => session)
    promise.catch(lose)
    return promise
  }

  return {
    async whileClaimed(key, task) {
      opening ??= open()
      const { ask, held, lost } = await opening
      if (held.has(key)) return undefined
      held.add(key)
      try {
        if (!(await ask('pg_try_advisory_lock', key))) return undefined
        try {
          return await task(lost.signal)
        } finally {
          if (!lost.signal.aborted) await ask('pg_advisory_unlock', key)
        }
      } finally {
        held.delete(key)
      }
    },
    async close() {
      const session = await opening?.catch(() => undefined)
      await session?.end().catch(() => {})
    },
  }
}

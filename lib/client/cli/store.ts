/** What is remembered between runs: the identity, the last inbox, and how far each one has been read. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { whileLocked } from './lock'

type KnownInbox = { token?: string; cursor: number }

type ServerState = { token?: string; last?: string; inboxes: Record<string, KnownInbox> }

export type Store = {
  /** What is known of the server asked. */
  read(): ServerState
  /** Changes it and writes it at once: whole or not at all, one process after the other, readable by its owner only. */
  change(edit: (state: ServerState) => void): void
}

type Env = Record<string, string | undefined>

export function createStore(env: Env, baseUrl: string): Store {
  const file = env.MAYFLY_STATE ?? path.join(stateHome(env), 'mayfly', 'state.json')
  const server = baseUrl.replace(/\/+$/, '')
  const read = () => readAll(file)[server] ?? { inboxes: {} }
  return {
    read,
    change(edit) {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      whileLocked(`${file}.lock`, () => {
        const all = readAll(file)
        const state = all[server] ?? { inboxes: {} }
        edit(state)
        all[server] = state
        const draft = `${file}.${process.pid}`
        writeFileSync(draft, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 })
        renameSync(draft, file)
      })
    },
  }
}

/** XDG Base Directory Specification. */
function stateHome({ XDG_STATE_HOME, HOME }: Env): string {
  return XDG_STATE_HOME || path.join(HOME ?? homedir(), '.local', 'state')
}

/** A file that is missing or damaged knows nothing. */
function readAll(file: string): Record<string, ServerState> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

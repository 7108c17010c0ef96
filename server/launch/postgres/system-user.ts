/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made if there is none. */
import { execFileSync } from 'node:child_process'
import { LaunchError } from '../launch-error'

export type SystemUser = { uid: number; gid: number }

const NAME = 'postgres'

/** Who PostgreSQL runs as when we are root; null when we are not and it simply runs as ourselves. */
export function systemUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null
  const existing = findUser()
  if (existing) return existing
  createUser()
  const created = findUser()
  if (created) return created
  throw new LaunchError(
    `PostgreSQL cannot run as root and no user ${NAME} could be made: make one, or do not run as root`,
  )
}

function findUser(): SystemUser | null {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    return null
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
}

function createUser(): void {
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME],
    ['adduser', '--system', '--group', '--no-create-home', NAME],
  ] as const
  for (const [program, ...args] of ways) {
    try {
      execFileSync(program, args, { stdio: 'ignore' })
      return
    } catch {
      // The next way, or the message of the caller.
    }
  }
}

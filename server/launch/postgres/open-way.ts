/** Another user can only reach a folder when every folder above lets it through. */
import { chmodSync, realpathSync, type Stats, statSync } from 'node:fs'
import path from 'node:path'
import { LaunchError } from '../launch-error'
import type { SystemUser } from './system-user'

const MAY_PASS = 0o011

/**
 * Lets `user` walk to `dir`: folders on the way that are ours and closed get passage (0700 becomes 0711: to walk through,
 * not to look into). Returns those it opened; throws LaunchError at one that belongs to somebody else.
 */
export function openWay(dir: string, user: SystemUser): string[] {
  const closed = foldersTo(realpathSync(dir)).filter((folder) => !mayPass(statSync(folder), user))
  for (const folder of closed) {
    const { uid, mode } = statSync(folder)
    if (uid !== process.getuid?.())
      throw new LaunchError(
        `PostgreSQL cannot reach ${dir}: ${folder} is closed to other users. Open it (chmod o+x) or set DATA_DIR`,
      )
    chmodSync(folder, (mode & 0o7777) | MAY_PASS)
  }
  return closed
}

function foldersTo(dir: string): string[] {
  const parent = path.dirname(dir)
  return parent === dir ? [dir] : [...foldersTo(parent), dir]
}

function mayPass({ uid, gid, mode }: Stats, user: SystemUser): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0
  if (gid === user.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

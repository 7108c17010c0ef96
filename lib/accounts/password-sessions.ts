/**
 * Sessions of one mailbox that a password opens, for doors where address and password are the credential. Nothing is
 * stored beside the mailbox: the token follows from the password, the mailbox's id and the server's secret, so the same
 * password opens another mailbox of that address no more than any old token does.
 */
import { createHmac } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { Config } from '@/lib/config'
import { ARGON2ID } from './passwords'
import { createSessionToken, deriveKey } from './sessions'

/** The same for the same mailbox and password. `mailboxId` is a UUID. */
export async function createPasswordSession(
  config: Pick<Config, 'NEXTAUTH_SECRET'>,
  mailboxId: string,
  password: string,
): Promise<string> {
  const salt = Buffer.from(mailboxId.replaceAll('-', ''), 'hex')
  const stretched = await hashRaw(password.normalize('NFKC'), { ...ARGON2ID, salt })
  const seed = createHmac('sha256', deriveKey(config, 'password session')).update(salt).update(stretched).digest()
  return createSessionToken(config, seed)
}

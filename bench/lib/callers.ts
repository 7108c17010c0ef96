/** An anonymous caller of a running web process, and mailboxes of its own in any number. */
import { DOMAIN, type Store } from './mayfly'

export type Caller = { token: string; address: string; mailboxUrl: string }

export async function createCaller(url: string): Promise<Caller> {
  const response = await fetch(`${url}/api/v1/mailboxes`, { method: 'POST' })
  if (response.status !== 201) throw new Error(`POST /mailboxes answered ${response.status}`)
  const { session_token: token, address } = (await response.json()) as { session_token: string; address: string }
  return { token, address, mailboxUrl: `${url}/api/v1/mailboxes/${address}` }
}

/** Adds `1<name>@…` to `<count><name>@…`, owned as `owner`'s first mailbox is. */
export async function addOwned({ db }: Pick<Store, 'db'>, owner: Caller, name: string, count: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, session_token_hash)
     SELECT n || $1 || '@' || $2, now() + interval '60 minutes', 60, 'anonymous', session_token_hash
     FROM generate_series(1, $3::int) n, mailboxes WHERE address = $4`,
    [name, DOMAIN, count, owner.address],
  )
}

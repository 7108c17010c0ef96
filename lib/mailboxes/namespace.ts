/** Namespaces: every address `anything.<namespace>@domain` belongs to one user, whether it exists or not. */
import type { Queryable } from '@/lib/db'
import { AppError } from '@/lib/errors'

/** As the database makes them; random addresses have no dot. */
const IN_NAMESPACE = /^[^@]+\.([a-z]{8}\d{4})@/

/** The namespace that a canonical address would lie in, if somebody has it; null for ordinary addresses. */
export function toNamespace(address: string): string | null {
  return IN_NAMESPACE.exec(address)?.[1] ?? null
}

/** Throws `address_taken` where the namespace is somebody else's. */
export async function assertOwnNamespace(client: Queryable, ownerId: string | null, address: string): Promise<void> {
  const namespace = toNamespace(address)
  if (namespace === null) return
  const { rows } = await client.query<{ id: string }>('SELECT id FROM users WHERE namespace = $1', [namespace])
  if (rows[0] && rows[0].id !== ownerId) throw new AppError('address_taken')
}

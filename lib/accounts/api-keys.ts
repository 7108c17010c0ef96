/** API keys: `mf_` and 256 random bits, told once, kept as SHA-256. */
import { randomBytes } from 'node:crypto'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { ApiKeyBody } from './schema'
import { hashToken } from './sessions'
import type { Viewer } from './viewer'

type ApiKeyRow = {
  id: string
  name: string
  prefix: string
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
  is_read_only: boolean
}

type NewKey = { name: string; expiresAt: Date | null; isReadOnly: boolean }

/** Counted and inserted under a lock on the account. Throws `api_key_limit_reached`. */
export function createApiKey(
  ctx: Context,
  userId: string,
  { name, expiresAt, isReadOnly }: NewKey,
): Promise<ApiKeyBody & { key: string }> {
  const key = `mf_${randomBytes(32).toString('base64url')}`
  return transaction(ctx.db, async (client) => {
    const { rows } = await client.query<{ max: number; plan: string }>(
      'SELECT p.max_api_keys AS max, p.id AS plan FROM users u JOIN plans p ON p.id = u.plan_id WHERE u.id = $1 FOR UPDATE OF u',
      [userId],
    )
    const { max = 0, plan = '' } = rows[0] ?? {}
    const { rows: counted } = await client.query<{ used: number }>(
      'SELECT count(*)::int AS used FROM api_keys WHERE user_id = $1',
      [userId],
    )
    if ((counted[0]?.used ?? 0) >= max) {
      const detail = `The plan "${plan}" allows ${max} API keys.`
      throw new AppError('api_key_limit_reached', { detail, extra: { limit: max, plan } })
    }
    const { rows: inserted } = await client.query<ApiKeyRow>(
      `INSERT INTO api_keys (user_id, name, prefix, key_hash, expires_at, is_read_only)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
      [userId, name, key.slice(0, 9), hashToken(key), expiresAt, isReadOnly],
    )
    const [row] = inserted
    if (!row) throw new Error('the insert returned no row')
    return { ...toApiKeyBody(row), key }
  })
}

/** All keys of an account, newest first; what they are stays untold. */
export async function listApiKeys({ db }: Context, userId: string): Promise<ApiKeyBody[]> {
  const { rows } = await db.pool.query<ApiKeyRow>(
    'SELECT * FROM api_keys WHERE user_id = $1 ORDER BY created_at DESC, id',
    [userId],
  )
  return rows.map(toApiKeyBody)
}

/** The key opens nothing from this instant, and what it opened is closed. Throws `api_key_not_found`. */
export async function deleteApiKey({ db, bus }: Context, userId: string, id: string): Promise<void> {
  const { count } = await db.prisma.apiKey.deleteMany({ where: { id, userId } })
  if (count === 0) throw new AppError('api_key_not_found')
  bus.publish({ type: 'account', mailboxId: userId })
}

/** The account behind a key; null when the key is unknown, expired or revoked. Notes its use, at most once a minute. */
export async function findKeyViewer({ db }: Context, key: string): Promise<Viewer | null> {
  const { rows } = await db.pool.query<{
    id: string
    user_id: string
    plan_id: string
    is_read_only: boolean
    is_stale: boolean
  }>({
    name: 'find_api_key',
    text: `SELECT k.id, k.user_id, u.plan_id, k.is_read_only,
                  coalesce(k.last_used_at < now() - interval '1 minute', true) AS is_stale
           FROM api_keys k JOIN users u ON u.id = k.user_id
           WHERE k.key_hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())`,
    values: [hashToken(key)],
  })
  const [row] = rows
  if (!row) return null
  if (row.is_stale) await db.pool.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [row.id])
  return {
    kind: 'api',
    ownerId: row.user_id,
    sessionTokenHash: null,
    planId: row.plan_id,
    isReadOnly: row.is_read_only,
    credential: { userId: row.user_id, keyId: row.id },
    rateKey: `key:${row.id}`,
  }
}

function toApiKeyBody(row: ApiKeyRow): ApiKeyBody {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    read_only: row.is_read_only,
  }
}

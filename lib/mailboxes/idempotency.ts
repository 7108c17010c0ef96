/** The same `Idempotency-Key` gets the same answer (draft-ietf-httpapi-idempotency-key-header), also when both race. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { deriveKey } from '@/lib/accounts/sessions'
import type { Context } from '@/lib/context'
import type { Queryable } from '@/lib/db'
import { AppError } from '@/lib/errors'

type Request = {
  key: string | undefined /** The identity the key belongs to. */
  caller: string
  parameters: unknown[]
}

/**
 * Runs `answer` once for each key, caller and 24 hours, inside the caller's transaction; a second one waits for the first
 * and gets what it answered. The 32-byte seed is random but the same each time: it follows from the key, a stored salt and
 * the server's secret, so that a token made of it can be told again without being stored. Throws `idempotency_key_reused`.
 */
export async function answerOnce<Answer>(
  ctx: Context,
  client: Queryable,
  { key, caller, parameters }: Request,
  answer: (seed: Buffer) => Promise<Answer>,
): Promise<{ answer: Answer; seed: Buffer }> {
  const salt = randomBytes(32)
  if (key === undefined) return { answer: await answer(salt), seed: salt }

  const keyHash = sha256(JSON.stringify([caller, key]))
  const requestHash = sha256(JSON.stringify(parameters))
  const toSeed = (salt: Buffer) =>
    createHmac('sha256', deriveKey(ctx.config, 'idempotency seed')).update(salt).update(key).digest()

  if (await claim(client, keyHash, requestHash, salt)) {
    const first = await answer(toSeed(salt))
    const text = JSON.stringify(first)
    await client.query('UPDATE idempotency_keys SET answer = $2 WHERE key_hash = $1', [keyHash, text])
    return { answer: first, seed: toSeed(salt) }
  }
  const { rows } = await client.query<{ request_hash: Buffer; salt: Buffer; answer: Answer }>(
    'SELECT request_hash, salt, answer FROM idempotency_keys WHERE key_hash = $1',
    [keyHash],
  )
  const [first] = rows
  if (!first?.request_hash.equals(requestHash)) throw new AppError('idempotency_key_reused')
  return { answer: first.answer, seed: toSeed(first.salt) }
}

/** True for the first; a second one waits here until the first commits, and a key older than 24 hours is free again. */
async function claim(client: Queryable, keyHash: Buffer, requestHash: Buffer, salt: Buffer): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO idempotency_keys AS k (key_hash, request_hash, salt, answer) VALUES ($1, $2, $3, 'null')
     ON CONFLICT (key_hash) DO UPDATE SET request_hash = $2, salt = $3, answer = 'null', created_at = now()
     WHERE k.created_at <= now() - interval '24 hours'`,
    [keyHash, requestHash, salt],
  )
  return rowCount === 1
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Signing secrets (Standard Webhooks: `whsec_` and base64) and how they rest in the database: AES-256-GCM. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from '@/lib/config'

type Secret = Pick<Config, 'NEXTAUTH_SECRET'>

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

/** Nonce, tag and cipher text. Bound to its webhook: moved to another row it cannot be read. */
export function encryptSecret(config: Secret, webhookId: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyOf(config), nonce).setAAD(Buffer.from(webhookId))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** null when the server's secret is not the one it was encrypted with. */
export function decryptSecret(config: Secret, webhookId: string, encrypted: Buffer): string | null {
  const nonce = encrypted.subarray(0, NONCE_BYTES)
  const tag = encrypted.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(config), nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(webhookId)).setAuthTag(tag)
    return decipher.update(encrypted.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

/** A key for this purpose alone (RFC 5869). */
function keyOf({ NEXTAUTH_SECRET }: Secret): Buffer {
  if (!NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set')
  return Buffer.from(hkdfSync('sha256', NEXTAUTH_SECRET, '', 'mayfly webhook secrets', 32))
}

/** The operator's secret, which mail by HTTP must bear. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Config } from '@/lib/config'
import { AppError } from '@/lib/errors'

/** Throws `not_found` where the operator set no secret (there is nothing here then), `unauthorized`, `invalid_token`. */
export function assertOperator({ INBOUND_SECRET }: Pick<Config, 'INBOUND_SECRET'>, headers: Headers): void {
  if (INBOUND_SECRET === undefined) throw new AppError('not_found')
  const [, given] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? []
  if (given === undefined)
    throw new AppError('unauthorized', { detail: 'Send "Authorization: Bearer <INBOUND_SECRET>".' })
  if (!timingSafeEqual(digest(given), digest(INBOUND_SECRET))) throw new AppError('invalid_token')
}

/** Of one length, so that comparing takes one time. */
const digest = (text: string) => createHash('sha256').update(text).digest()

/** Who is asking. Ownership is decided in `where` clauses by `ownerId` and `sessionTokenHash`; null never matches. */
import { AppError } from '@/lib/errors'
import type { OwnerType } from '@/lib/mailboxes/schema'

/** What ends before the account does; nothing in it is secret. */
export type Credential =
  | { userId: string; keyId: string }
  /** Signed in at this time, in milliseconds since the epoch by the database's clock. */
  | { userId: string; since: number }

export type Viewer = {
  kind: 'none' | OwnerType
  ownerId: string | null
  sessionTokenHash: Buffer | null
  /** The plan whose limits apply. */
  planId: string
  isReadOnly: boolean
  /** What the viewer came with, where it can end by itself. */
  credential: Credential | null
  /** What requests are counted by; null counts by the client's address. */
  rateKey: string | null
}

/** A caller without any identity. */
export const NOBODY: Viewer = {
  kind: 'none',
  ownerId: null,
  sessionTokenHash: null,
  planId: 'anonymous',
  isReadOnly: false,
  credential: null,
  rateKey: null,
}

/** Keys and accounts are managed by people who are signed in. Throws `unauthorized`, or `forbidden` for an API key. */
export function getUserId(viewer: Viewer): string {
  if (viewer.kind === 'user' && viewer.ownerId !== null) return viewer.ownerId
  if (viewer.ownerId === null) throw new AppError('unauthorized')
  throw new AppError('forbidden', { detail: 'Only a signed-in user may do that, not an API key.' })
}

/** What a person may manage by API key too. Throws `unauthorized` for everybody without an account. */
export function getOwnerId({ ownerId }: Viewer): string {
  if (ownerId === null) throw new AppError('unauthorized')
  return ownerId
}

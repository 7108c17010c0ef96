/** Who is asking. Ownership is decided in `where` clauses by `ownerId` and `sessionTokenHash`; null never matches. */
import type { OwnerType } from '@/lib/mailboxes/schema'

export type Viewer = {
  kind: 'none' | OwnerType
  ownerId: string | null
  sessionTokenHash: Buffer | null
  /** The plan whose limits apply. */
  planId: string
  isReadOnly: boolean
}

/** A caller without any identity. */
export const NOBODY: Viewer = {
  kind: 'none',
  ownerId: null,
  sessionTokenHash: null,
  planId: 'anonymous',
  isReadOnly: false,
}

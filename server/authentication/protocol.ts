/** What checker and worker say to each other; bytes are moved, not copied. */
import type { Submission } from '@/lib/messages/authentication/authenticate'
import type { AuthenticationBody } from '@/lib/messages/schema'

export type Question = Omit<Submission, 'raw'> & { id: number; bytes: Uint8Array<ArrayBuffer> }
export type Answer = { id: number; found: AuthenticationBody }

/** What pool and worker say to each other. */
import type { EncodedContents } from '@/lib/messages/contents/encode'

/** One buffer holds the messages of a batch in a row; each job names its stretch. `isRevoked` stops it before the next. */
export type Batch = {
  bytes: Uint8Array<ArrayBuffer>
  jobs: { id: number; from: number; to: number }[]
  isRevoked: Int32Array<SharedArrayBuffer>
}

/** Sent for each message as soon as it is done, so that no message waits for the rest of its batch. */
export type Result = 'ready' | Outcome
export type Outcome = { id: number; contents: EncodedContents } | { id: number; error: string }

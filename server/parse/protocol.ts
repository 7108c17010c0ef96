/** What pool and worker say to each other. */
import type { EncodedContents } from '@/lib/messages/contents/encode'

/** The worker's `workerData`: the number of the last batch that is taken from it; it stops before the next message. */
export type Revoked = Int32Array<SharedArrayBuffer>

/** One buffer holds the messages of a batch in a row, each up to its end; their ids count up from the first one's. */
export type Batch = { bytes: Uint8Array<ArrayBuffer>; ends: number[]; firstId: number; number: number }

/** Sent for each message as soon as it is done, so that no message waits for the rest of its batch. */
export type Result = 'ready' | Outcome
export type Outcome = { id: number; contents: EncodedContents } | { id: number; error: string }

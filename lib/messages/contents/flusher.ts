/** Group commit for contents: while one batch commits, rows queue; the next batch takes them all. */
import type { Context } from '@/lib/context'
import { isAboutData } from '@/lib/db'
import { emptyContents } from '../empty-contents'
import { encodeContents } from './encode'
import { type ContentsRow, writeContents } from './write'

const MAX_BATCH_ROWS = 128
const MAX_BATCH_BYTES = 4 * 1_048_576

export type Flusher = {
  /** Resolves when the row is written, or given up until it is healed. Never rejects. */
  write(row: ContentsRow): Promise<void>
  /** Bytes that wait. */
  pendingBytes(): number
}

type Pending = { row: ContentsRow; settle(): void }

const bytesOf = ({ contents }: ContentsRow) => contents.length

export function createFlusher(ctx: Context): Flusher {
  const queue: Pending[] = []
  let pendingBytes = 0
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    while (queue.length > 0) {
      const batch = takeBatch(queue)
      await commit(
        ctx,
        batch.map(({ row }) => row),
      )
      for (const { row, settle } of batch) {
        pendingBytes -= bytesOf(row)
        settle()
      }
    }
    isRunning = false
  }

  return {
    write(row) {
      pendingBytes += bytesOf(row)
      return new Promise((resolve) => {
        queue.push({ row, settle: resolve })
        if (!isRunning) void run()
      })
    },
    pendingBytes: () => pendingBytes,
  }
}

/** Commits the rows and rings for their mailboxes. A row that the database refuses does not take others with it. */
async function commit(ctx: Context, rows: ContentsRow[]): Promise<void> {
  try {
    await writeContents(ctx.db.hot, rows)
    for (const mailboxId of new Set(rows.map(({ message }) => message.mailboxId))) {
      ctx.bus.publish({ type: 'messages', mailboxId })
    }
  } catch (error) {
    if (!isAboutData(error)) {
      ctx.log.warn({ err: error, rows: rows.length }, 'contents_not_written')
      return
    }
    const [only] = rows
    if (rows.length > 1) for (const row of rows) await commit(ctx, [row])
    else if (only && only.contents !== REFUSED) {
      ctx.log.error({ err: error, messageId: only.message.id }, 'contents_refused')
      await commit(ctx, [{ message: only.message, contents: REFUSED }])
    }
  }
}

const REFUSED = encodeContents(emptyContents('contents could not be stored'))

function takeBatch(queue: Pending[]): Pending[] {
  let bytes = 0
  let count = 0
  for (const { row } of queue) {
    bytes += bytesOf(row)
    if (count > 0 && (count >= MAX_BATCH_ROWS || bytes > MAX_BATCH_BYTES)) break
    count++
  }
  return queue.splice(0, count)
}

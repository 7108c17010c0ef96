/** The two ways an event stream leaves: the socket itself, and a web stream for whoever owns the socket instead. */
import type { ServerResponse } from 'node:http'

/** Where a stream goes. */
export type Sink = {
  write(bytes: Uint8Array<ArrayBuffer>): void
  hasRoom(): boolean
  /** Resolves once there is room again, and when nobody reads any more. */
  room(): Promise<void>
  end(): void
}

/** What may wait for a slow reader in a web stream; a socket has its own mark. */
const MAX_BUFFERED_BYTES = 16_384

export function toSocketSink(out: ServerResponse): Sink {
  return {
    write: (bytes) => void out.write(bytes),
    hasRoom: () => !out.writableNeedDrain,
    room: () =>
      new Promise((resolve) => {
        const go = () => {
          out.off('drain', go).off('close', go)
          resolve()
        }
        out.on('drain', go).on('close', go)
      }),
    end: () => void out.end(),
  }
}

/** `run` fills the sink, and returns what ends it when the reader goes. */
export function toWebStream(run: (sink: Sink) => () => void) {
  let close = () => {}
  let onRoom = () => {}
  let isCancelled = false
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const hasRoom = () => (controller.desiredSize ?? 0) > 0
        close = run({
          write: (bytes) => controller.enqueue(bytes),
          hasRoom,
          room: () =>
            new Promise((resolve) => {
              onRoom = resolve
              if (hasRoom() || isCancelled) resolve()
            }),
          end: () => isCancelled || controller.close(),
        })
      },
      pull: () => onRoom(),
      cancel() {
        isCancelled = true
        close()
        onRoom()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
}

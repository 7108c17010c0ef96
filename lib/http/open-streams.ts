/**
 * All open event streams of this process: one timer keeps them awake, one call ends them. On globalThis, because
 * Next's module graph and ours are separate.
 */
export type OpenStream = {
  /** Called every 15 s. */
  beat(): void
  /** Ends it properly; the client comes back and resumes. Idempotent. */
  close(): void
}

type Registry = { slots: Set<OpenStream>[]; next: number; timer: NodeJS.Timeout | undefined }

/** Streams beat in turns, some of them each second, so that ten thousand do not write at once. */
const SLOTS = 15
const TURN_MS = 1_000
const SHARED = Symbol.for('mayfly.streams')

function getRegistry(): Registry {
  const holder = globalThis as { [SHARED]?: Registry }
  holder[SHARED] ??= { slots: Array.from({ length: SLOTS }, () => new Set<OpenStream>()), next: 0, timer: undefined }
  return holder[SHARED]
}

/** Registers a stream; the returned function takes it out again. */
export function addStream(stream: OpenStream): () => void {
  const registry = getRegistry()
  // the slot that has just had its turn: the first beat comes after a full round
  const slot = registry.slots[(registry.next + SLOTS - 1) % SLOTS]
  slot?.add(stream)
  registry.timer ??= setInterval(beatNext, TURN_MS, registry).unref()
  return () => {
    slot?.delete(stream)
    if (countStreams() > 0) return
    clearInterval(registry.timer)
    registry.timer = undefined
  }
}

export function countStreams(): number {
  return getRegistry().slots.reduce((sum, slot) => sum + slot.size, 0)
}

/** For shutdown: the server waits for open streams otherwise. */
export function closeAllStreams(): void {
  for (const slot of getRegistry().slots) for (const stream of [...slot]) stream.close()
}

function beatNext(registry: Registry): void {
  for (const stream of [...(registry.slots[registry.next] ?? [])]) stream.beat()
  registry.next = (registry.next + 1) % SLOTS
}

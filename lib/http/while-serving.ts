/** Answers that may take long, but never hold up the end of the process. */
import { addStream } from './open-streams'

/** `step` gets a signal that fires when the client goes away, and when the server wants to stop: then it answers at once. */
export async function whileServing<T>(client: AbortSignal, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController()
  const remove = addStream({ beat() {}, close: () => stopping.abort() })
  try {
    return await step(AbortSignal.any([client, stopping.signal]))
  } finally {
    remove()
  }
}

import { ApiError } from './api'

/** Reads at most the first `maxBytes` of an answer and stops the transfer there. Throws ApiError unless 2xx. */
export async function readStart(url: string, maxBytes: number, signal: AbortSignal) {
  const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', signal })
  if (!response.ok || !response.body) throw new ApiError('unreadable', 'It could not be loaded.', response.status)
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  while (bytes < maxBytes) {
    const { done, value } = await reader.read()
    if (done) return { text: text + decoder.decode(), isCut: false }
    bytes += value.byteLength
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  return { text, isCut: true }
}

/** The bytes of a message as they were received, behind the field that says by whom. */
import { type OpenMessage, toFile } from '@/lib/messages/raw'
import { answerStream } from './stream'

export function answerRaw(message: OpenMessage, headers: Record<string, string>): Response {
  return answerStream(toFile(message), Buffer.byteLength(message.received) + message.size, headers)
}

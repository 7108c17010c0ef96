/** Refusals before there is a request: what node's own HTTP parser cannot read is answered in the API's words too. */
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { Refuse } from './mount'

/** Node's names for what it refuses with something else than 400. */
const CODES: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

export function refuseUnreadable(server: Server, refuse: Refuse): void {
  // an Expect other than 100-continue: node's own 417 has no body
  server.on('checkExpectation', (_, res) => void sendRefusal(res, refuse))
  const answers = new WeakMap<object, ServerResponse>()
  server.on('request', (_, res) => res.socket && answers.set(res.socket, res))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answer = answers.get(socket)
    // in the middle of an answer, another one would be read as a part of it
    const isTalking = answer?.headersSent && !answer.writableFinished
    if (!socket.writable || isTalking || error.code === 'ECONNRESET') socket.destroy()
    else void end(socket, refuse, CODES[error.code ?? ''] ?? 'bad_request')
  })
}

async function end(socket: Socket, refuse: Refuse, code: ErrorCode): Promise<void> {
  const response = await refuse(new AppError(code))
  const body = Buffer.from(await response.arrayBuffer())
  const fields = [...response.headers, ['content-length', body.length], ['connection', 'close']]
  const head = [`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`, ...fields.map((f) => f.join(': '))]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.write(body)
  socket.destroySoon()
}

/** The same where there is a request, before any route sees it. */
export async function sendRefusal(res: ServerResponse, refuse: Refuse): Promise<void> {
  const response = await refuse(new AppError('bad_request'))
  const body = Buffer.from(await response.arrayBuffer())
  const fields = { ...Object.fromEntries(response.headers), 'content-length': body.length, connection: 'close' }
  res.writeHead(response.status, fields).end(body)
}

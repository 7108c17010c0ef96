/**
 * `mayfly mcp`: the Model Context Protocol over standard input and output, carried to the server's `/mcp`. The server
 * keeps no session, so each message goes by itself, and closing its connection cancels it.
 */
import { createParser } from 'eventsource-parser'

type Message = {
  id?: string | number | null
  method?: string
  params?: { name?: unknown; requestId?: unknown; _meta?: Record<string, unknown> }
  result?: { protocolVersion?: unknown }
}

type Bridge = {
  /** Of the server, where `/mcp` is. */
  baseUrl: string
  token: string | undefined
  lines: AsyncIterable<string>
  /** One message, on its way to the client. */
  tell(message: unknown): void
  signal: AbortSignal
}

/** JSON-RPC 2.0, section 5.1; the second is for the server's own refusals. */
const PARSE_ERROR = -32_700
const REFUSED = -32_000

/** Resolves when the client closes our input; what is under way then is cancelled. */
export async function bridgeMcp({ baseUrl, token, lines, tell, signal }: Bridge): Promise<void> {
  const pending = new Map<unknown, AbortController>()
  const url = `${baseUrl.replace(/\/+$/, '')}/mcp`
  let version: string | undefined

  async function carry(message: Message): Promise<void> {
    const cancel = new AbortController()
    if (message.id !== undefined) pending.set(message.id, cancel)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...toHeaders(message, version), ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(message),
        signal: AbortSignal.any([signal, cancel.signal]),
      })
      await relay(response, message, (answer) => {
        if (message.method === 'initialize') version = toText(answer.result?.protocolVersion) ?? version
        tell(answer)
      })
    } catch (error) {
      if (cancel.signal.aborted || signal.aborted || message.id === undefined) return
      const cause = error instanceof Error ? (error.cause ?? error) : error
      tell(toFault(message.id, REFUSED, `${url} cannot be reached: ${cause instanceof Error ? cause.message : cause}`))
    } finally {
      if (pending.get(message.id) === cancel) pending.delete(message.id)
    }
  }

  for await (const line of lines) {
    if (line.trim() === '') continue
    const message = parse(line)
    if (!message) tell(toFault(null, PARSE_ERROR, 'The line is not a JSON-RPC message.'))
    else if (message.method === 'notifications/cancelled') pending.get(message.params?.requestId)?.abort()
    else void carry(message)
  }
  for (const cancel of pending.values()) cancel.abort()
}

async function relay(response: Response, { id }: Message, tell: (message: Message) => void): Promise<void> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    const parser = createParser({ onEvent: ({ data }) => data !== '' && tell(JSON.parse(data)) })
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      parser.feed(decoder.decode(read.value, { stream: true }))
    }
    return
  }
  const text = await response.text()
  if (type.startsWith('application/json')) return tell(JSON.parse(text))
  if (id === undefined || response.ok) return
  tell(toFault(id, REFUSED, `${response.status} ${text}`))
}

/** What the protocol wants to see in the header of what is posted. */
function toHeaders({ method, params }: Message, version: string | undefined): Record<string, string> {
  const own = toText(params?._meta?.['io.modelcontextprotocol/protocolVersion'])
  const name = toText(params?.name)
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(own || version ? { 'mcp-protocol-version': own ?? version ?? '' } : {}),
    ...(own && method ? { 'mcp-method': method } : {}),
    ...(own && name ? { 'mcp-name': name } : {}),
  }
}

function parse(line: string): Message | null {
  try {
    const message: unknown = JSON.parse(line)
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? message : null
  } catch {
    return null
  }
}

const toText = (value: unknown) => (typeof value === 'string' ? value : undefined)

function toFault(id: Message['id'], code: number, message: string): Message {
  return { jsonrpc: '2.0', id, error: { code, message } } as Message
}

/**
 * Answers with two ways out. Under a server that owns the socket they are written to it as they are; anywhere else (Next's
 * handlers, tests) they are ordinary Responses. A web stream for each answer would cost more than most answers do.
 */
import type { ServerResponse } from 'node:http'

export abstract class DirectResponse extends Response {
  constructor(init: ResponseInit) {
    super(null, init)
  }

  /** Bytes of the body, where they are known. */
  readonly length: number | undefined

  /** Writes the body and ends it, at once or later. The head is written. */
  abstract writeTo(out: ServerResponse): void
}

/** Text that is there as a whole. Elsewhere it is read by `body`, `text()` or `json()`. */
export class TextResponse extends DirectResponse {
  override readonly length: number
  readonly #text: string
  #response: Response | undefined

  constructor(text: string, init: ResponseInit) {
    super(init)
    this.#text = text
    this.length = Buffer.byteLength(text)
  }

  writeTo(out: ServerResponse): void {
    out.end(this.#text)
  }

  get #ordinary(): Response {
    this.#response ??= new Response(this.#text)
    return this.#response
  }

  override get body() {
    return this.#ordinary.body
  }

  override text(): Promise<string> {
    return this.#ordinary.text()
  }

  override json(): Promise<unknown> {
    return this.#ordinary.json()
  }
}

/** Whether the response was one to be written directly, and so was written. */
export function writeDirectly(response: Response, out: ServerResponse): boolean {
  if (!(response instanceof DirectResponse)) return false
  // as a list: what is set by name is kept with the connection for as long as it lasts
  const head = [...response.headers].flat()
  if (response.length !== undefined) head.push('content-length', String(response.length))
  out.writeHead(response.status, head)
  response.writeTo(out)
  return true
}

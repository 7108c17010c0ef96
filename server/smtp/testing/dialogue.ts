/** Scripted SMTP dialogues over real sockets, for tests: a table of what is sent and what must come back. */
import { once } from 'node:events'
import net from 'node:net'

/** `send` goes out as it is when it ends in a line feed or is a Buffer, otherwise with CRLF. Each `expect` is one reply. */
export type Step = { send?: string | Buffer; expect?: RegExp | RegExp[] }

export class Client {
  #buffer = ''
  #wake: (() => void) | undefined
  #isClosed = false

  private constructor(readonly socket: net.Socket) {
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => this.#advance(text))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#isClosed = true
      this.#wake?.()
    })
  }

  static async connect(port: number): Promise<Client> {
    const socket = net.connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    const client = new Client(socket)
    await once(socket, 'connect')
    return client
  }

  send(text: string | Buffer): void {
    const isWhole = Buffer.isBuffer(text) || text.endsWith('\n')
    this.socket.write(isWhole ? text : `${text}\r\n`)
  }

  /** The next reply, all its lines; '' when the server closed the connection instead. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.#buffer)
      if (match) {
        this.#buffer = this.#buffer.slice(match[0].length)
        return match[0].trimEnd()
      }
      if (this.#isClosed) return ''
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async command(text: string | Buffer): Promise<string> {
    this.send(text)
    return this.reply()
  }

  async closed(): Promise<void> {
    if (!this.#isClosed) await once(this.socket, 'close')
  }

  #advance(text: string): void {
    this.#buffer += text
    this.#wake?.()
  }
}

/** Plays the steps and returns the replies that were not as expected, as `sent → got`. */
export async function play(port: number, steps: Step[]): Promise<string[]> {
  const client = await Client.connect(port)
  const surprises: string[] = []
  for (const { send, expect } of [{ expect: /^220 / }, ...steps] as Step[]) {
    if (send !== undefined) client.send(send)
    for (const pattern of [expect ?? []].flat()) {
      const reply = await client.reply()
      if (!pattern.test(reply)) surprises.push(`${JSON.stringify(String(send)).slice(0, 80)} → ${reply || '(closed)'}`)
    }
  }
  client.socket.destroy()
  return surprises
}

/** Follows a mailbox over server-sent events on a bare socket and tells when each message arrives. */
import { once } from 'node:events'
import net from 'node:net'

export type EventClient = { socket: net.Socket; ready: Promise<void> }

/** `onEvent` gets the event's name, its id and when it came (performance.now()). */
export function followEvents(
  url: string,
  headers: Record<string, string>,
  onEvent: (name: string, id: number, at: number) => void,
): EventClient {
  const { hostname, port, pathname } = new URL(url)
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true })
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\n${fields.join('')}\r\n`,
  )
  const opened = new Promise<void>((resolve, reject) => {
    let rest = ''
    let isFirst = true
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const at = performance.now()
      if (isFirst && !chunk.startsWith('HTTP/1.1 200')) reject(new Error(chunk.slice(0, 300)))
      isFirst = false
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const name = /^event: (.+)$/m.exec(block)?.[1] ?? ''
        if (name === 'ready') resolve()
        else if (name) onEvent(name, Number(/^id: (\d+)$/m.exec(block)?.[1] ?? 0), at)
      }
    })
    socket.once('error', reject)
  })
  return { socket, ready: opened }
}

export async function closed(socket: net.Socket): Promise<void> {
  socket.destroy()
  await once(socket, 'close')
}

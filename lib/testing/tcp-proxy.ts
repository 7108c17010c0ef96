/** A link that tests can cut, mend and freeze: stands between a client and a real server. */
import net, { type AddressInfo, type Socket } from 'node:net'

export type TcpProxy = {
  port: number
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  /** Accepts again, on the same port. */
  mend(): Promise<void>
  /** Bytes no longer pass, yet nobody is told: what a pulled cable looks like. */
  freeze(): void
  /** Connections accepted so far. */
  accepted(): number
  close(): Promise<void>
}

export async function createTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let accepted = 0
  let port = 0

  const server = net.createServer((client) => {
    accepted++
    const upstream = net.connect(target)
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('data', (chunk) => other.write(chunk))
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })

  async function cut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }

  async function mend(): Promise<void> {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }

  await mend()
  return {
    port,
    cut,
    mend,
    freeze() {
      for (const socket of sockets) socket.removeAllListeners('data').resume()
    },
    accepted: () => accepted,
    async close() {
      if (server.listening) await cut()
    },
  }
}

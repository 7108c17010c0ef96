/** A name server on loopback that knows some names by heart (RFC 1035), and keeps silent about those that are not to be had. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

export type NameServer = {
  /** As `setServers` takes it. */
  server: string
  close(): Promise<void>
}

const TYPE_A = 1
const TYPE_AAAA = 28
const HEADER_BYTES = 12

/** null: it never answers. Other names have no addresses. */
export async function createNameServer(names: Record<string, string[] | null>): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { address, port }) => {
    const { name, type, end } = readQuestion(query)
    const known = Object.hasOwn(names, name) ? names[name] : []
    if (!known) return
    const asked = known.filter((one) => (isIPv4(one) ? TYPE_A : TYPE_AAAA) === type)
    socket.send(toAnswer(query.subarray(0, end), type, asked), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    server: `127.0.0.1:${socket.address().port}`,
    async close() {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = HEADER_BYTES
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function toAnswer(question: Buffer, type: number, addresses: string[]): Buffer {
  const head = Buffer.from(question)
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(addresses.length, 6)
  head.fill(0, 8, HEADER_BYTES)
  const records = addresses.map((address) => {
    const data = Buffer.from(ipaddr.parse(address).toByteArray())
    const about = Buffer.alloc(12)
    // the name is that of the question
    about.writeUInt16BE(0xc000 + HEADER_BYTES, 0)
    about.writeUInt16BE(type, 2)
    about.writeUInt16BE(1, 4)
    about.writeUInt16BE(data.length, 10)
    return Buffer.concat([about, data])
  })
  return Buffer.concat([head, ...records])
}

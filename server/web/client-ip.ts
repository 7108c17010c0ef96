/** Who is on the other end: the socket's address, or what a proxy that we trust says of it. */
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { CLIENT_IP_HEADER } from '@/lib/client-ip'

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** What an address is to us, asked anew only for those not seen lately. */
type Known = { isTrusted: boolean; rateKey: string }

const MAX_KNOWN = 10_000

/** Writes the client's address into the request, over anything the client sent under that name. */
export function createClientIpStamp(trustedProxies: string[]): (req: IncomingMessage) => void {
  const trusted = trustedProxies.map(toRange)
  const known = new Map<string, Known>()

  function look(ip: string): Known {
    const seen = known.get(ip)
    if (seen) return seen
    const asked = { isTrusted: isTrusted(ip, trusted), rateKey: toRateKey(ip) }
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(ip, asked)
    return asked
  }

  return (req) => {
    const { rateKey } = findClient(req, look)
    if (claims(req.rawHeaders)) req.rawHeaders = withoutClaims(req.rawHeaders)
    req.rawHeaders.push(CLIENT_IP_HEADER, rateKey)
    req.headers[CLIENT_IP_HEADER] = rateKey
  }
}

const isClaim = (name: string) => name.length === CLIENT_IP_HEADER.length && name.toLowerCase() === CLIENT_IP_HEADER

/** Whether the client sent such a field. Names stand at the even places. */
function claims(rawHeaders: string[]): boolean {
  return rawHeaders.some((name, at) => at % 2 === 0 && isClaim(name))
}

function withoutClaims(rawHeaders: string[]): string[] {
  return rawHeaders.filter((_, at) => !isClaim(rawHeaders[at - (at % 2)] ?? ''))
}

/** From the nearest hop outwards, as long as the hop that speaks is trusted. */
function findClient(req: IncomingMessage, look: (ip: string) => Known): Known {
  const hops = String(req.headers['x-forwarded-for'] ?? '').split(',')
  let client = look(req.socket.remoteAddress ?? '')
  while (client.isTrusted) {
    const next = hops.pop()?.trim() ?? ''
    if (!ipaddr.isValid(next)) break
    client = look(next)
  }
  return client
}

function isTrusted(ip: string, trusted: Range[]): boolean {
  if (!ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return trusted.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
}

/** One IPv6 subscriber has a whole /64 (RFC 6177), so that counts as one client. */
function toRateKey(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  if (address instanceof ipaddr.IPv4) return address.toString()
  return `${address.toByteArray().slice(0, 8).join('.')}/64`
}

/** An address or a CIDR range; config has checked that it is one. */
function toRange(text: string): Range {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.process(text)
  return [address, address instanceof ipaddr.IPv4 ? 32 : 128]
}

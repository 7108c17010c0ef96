/** Which URLs may receive webhooks. Names are resolved, and judged again, at every connection: see send.ts. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Config } from '@/lib/config'
import { AppError } from '@/lib/errors'

/** Ranges that ipaddr.js counts as ordinary but that lead to IPv4, or to nowhere. */
export const DENIED_RANGES = [
  '::/96', // IPv4-compatible, deprecated (RFC 4291, 2.5.5.1)
  '64:ff9b::/96', // NAT64 (RFC 6052)
  '64:ff9b:1::/48', // NAT64 of a network's own (RFC 8215)
  '2001::/32', // Teredo
  '2002::/16', // 6to4
  'fec0::/10', // site-local, deprecated
]

/** The URL in its normal form. Throws `invalid_webhook_url`. */
export function toTarget({ WEBHOOK_ALLOW_PRIVATE }: Pick<Config, 'WEBHOOK_ALLOW_PRIVATE'>, text: string): string {
  const isOpen = WEBHOOK_ALLOW_PRIVATE === 'on'
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw refusal('must be an http:// or https:// URL')
  if (url.username !== '' || url.password !== '') throw refusal('must not carry a user name or a password')
  const port = Number(url.port || 443)
  if (!isOpen && ![80, 443].includes(port) && port < 1_024) throw refusal('must use port 80, 443, or one above 1023')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!isOpen && (!isPublicAddress(host) || /(^|\.)(localhost|local|internal)\.?$/i.test(host))) {
    throw refusal('must not lead to a private or reserved address')
  }
  url.hash = ''
  return url.href
}

/** False only for an IP address that is not out in the Internet; a name says nothing yet. */
export function isPublicAddress(host: string): boolean {
  if (isIP(host) === 0) return true
  const address = ipaddr.parse(host)
  return address.range() === 'unicast' && !DENIED_RANGES.some((range) => isWithin(address, range))
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(range)
  return address.kind() === network.kind() && address.match(network, bits)
}

function refusal(message: string): AppError {
  return new AppError('invalid_webhook_url', { detail: `The URL ${message}.`, errors: [{ path: 'url', message }] })
}

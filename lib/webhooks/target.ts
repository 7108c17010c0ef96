/** Which URLs may receive webhooks. Names are resolved, and judged again, at every connection: see lookup.ts. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Config } from '@/lib/config'
import { AppError } from '@/lib/errors'

/** All that is given out of IPv6 so far. What lies outside leads to IPv4 by a detour (::/96, 64:ff9b::/96), or nowhere. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

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
  // Teredo and 6to4 have ranges of their own
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6)
}

function refusal(message: string): AppError {
  return new AppError('invalid_webhook_url', { detail: `The URL ${message}.`, errors: [{ path: 'url', message }] })
}

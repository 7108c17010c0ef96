/** What a RCPT TO address means to us. */
import { domainToASCII } from 'node:url'
import { toCanonicalAddress } from '@/lib/mailboxes/address'

export type RecipientKind =
  | { kind: 'outside' }
  /** RFC 5321 4.5.1 wants it accepted; nobody reads it here, so its mail is dropped. */
  | { kind: 'postmaster' }
  /** null: no mailbox could ever have this address. */
  | { kind: 'ours'; address: string | null }

/** `domains` in lower case ASCII. A quoted local part means the same as a bare one (RFC 5321 4.1.2). */
export function toRecipientKind(domains: ReadonlySet<string>, rcptTo: string): RecipientKind {
  if (rcptTo.toLowerCase() === 'postmaster') return { kind: 'postmaster' }
  const at = rcptTo.lastIndexOf('@')
  const given = rcptTo.slice(at + 1).toLowerCase()
  const domain = domains.has(given) ? given : domainToASCII(given)
  if (!domains.has(domain)) return { kind: 'outside' }
  const address = toCanonicalAddress(`${unquote(rcptTo.slice(0, at))}@${domain}`)
  return address === `postmaster@${domain}` ? { kind: 'postmaster' } : { kind: 'ours', address }
}

/** The mailbox that a RCPT TO address may mean; null where it can be none. */
export function findAddress(domains: ReadonlySet<string>, rcptTo: string): string | null {
  const found = toRecipientKind(domains, rcptTo)
  return found.kind === 'ours' ? found.address : null
}

function unquote(local: string): string {
  return /^".*"$/.test(local) ? local.slice(1, -1).replace(/\\(.)/g, '$1') : local
}

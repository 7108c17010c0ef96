/** Whether two host names belong to the same organisation, by the public suffix list (its private part included). */
import { getDomain } from 'tldts'

/** Null where one of them has no registrable domain: an IP address, localhost, nothing at all. */
export function isSameOrganisation(host: string, other: string): boolean | null {
  const [one, two] = [host, other].map(registrable)
  return one && two ? one === two : null
}

/** Names under special suffixes (.test, .localhost) count as under any other. */
function registrable(host: string): string | null {
  return getDomain(host.replace(/:\d+$/, ''), { allowPrivateDomains: true })
}

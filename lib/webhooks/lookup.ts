/**
 * Names of receivers, resolved for a socket that is about to connect: what leads into a private network is refused there,
 * so a name that changes its mind between check and use gains nothing.
 */
import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './target'

export class PrivateAddressError extends Error {}

type Options = {
  /** Where to ask; the machine's own servers unless told otherwise. */
  servers?: string[]
  /** For the first try at each server; the second takes twice as long. */
  tryMs?: number
}

const TRY_MS = 1_500

/**
 * Asks the name servers itself: getaddrinfo would hold one of the process's few threads for as long as a stranger's name
 * server likes, and everybody's files and names would wait for it. So names in /etc/hosts do not count.
 */
export function createPublicLookup({ servers, tryMs = TRY_MS }: Options = {}): LookupFunction {
  const resolver = new Resolver({ timeout: tryMs, tries: 2 })
  if (servers) resolver.setServers(servers)

  async function resolve(name: string): Promise<string[]> {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length === 0) throw Object.assign(new Error(`${name} cannot be resolved`), { code: 'ENOTFOUND' })
    if (!addresses.every(isPublicAddress)) throw new PrivateAddressError(`${name} leads to a private address`)
    return addresses
  }

  return (name, { all }, tell) => {
    resolve(name).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        if (all) tell(null, found)
        else tell(null, found[0]?.address ?? '', found[0]?.family)
      },
      (error: NodeJS.ErrnoException) => tell(error, ''),
    )
  }
}

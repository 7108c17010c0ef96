'use client'

import { useQuery } from '@tanstack/react-query'
import { refusedSinceQuery } from '@/lib/client/queries'
import type { Ending } from '@/lib/client/use-inbox'
import { useSite } from './site-context'

/**
 * Mails that came for the visitor's inbox after its end: what the server said with the page, and from then on whenever
 * the visitor comes back to it.
 */
export function useRefusedSince(address: string, ending: Ending): number {
  const known = useSite().ended
  const told = known?.address === address ? known.refusedSince : 0
  return useQuery({ ...refusedSinceQuery(address, told), enabled: ending !== 'missing' }).data
}

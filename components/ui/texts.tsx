import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

type Texts = Awaited<ReturnType<typeof getMessages>>

/**
 * Gives the components below that run in the browser the texts they name and those of `components/ui`; no others, for they
 * travel with the page. Takes the place of the texts given further out.
 */
export async function Texts({ of = [], children }: { of?: readonly (keyof Texts)[]; children: ReactNode }) {
  const all = await getMessages()
  const needed = Object.fromEntries(['ui' as const, ...of].map((name) => [name, all[name]]))
  return <NextIntlClientProvider messages={needed}>{children}</NextIntlClientProvider>
}

import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

type Texts = Awaited<ReturnType<typeof getMessages>>

/** What every page may need: faults, buttons of dialogs, the page that says that something broke. */
const ALWAYS = ['ui', 'errors', 'broken'] as const

/** Gives the components below that run in the browser the texts they name, and no others: they travel with the page. */
export async function Texts({ of = [], children }: { of?: readonly (keyof Texts)[]; children: ReactNode }) {
  const all = await getMessages()
  const needed = Object.fromEntries([...ALWAYS, ...of].map((name) => [name, all[name]]))
  return <NextIntlClientProvider messages={needed}>{children}</NextIntlClientProvider>
}

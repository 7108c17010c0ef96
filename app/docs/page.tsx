import type { Metadata } from 'next'
import { ReferencePage } from '@/components/docs/reference-page'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { getContext } from '@/lib/context'
import { toDocument } from '@/lib/http/openapi/document'
import { toReference } from './to-reference'

export const metadata: Metadata = { title: 'API · Mayfly' }

/** The page names the address that this server is reached at, which no build knows. */
export const dynamic = 'force-dynamic'

export default function DocsPage() {
  const tools = (
    <>
      <a href="/settings/api-keys" className={buttonClass({ look: 'quiet' })}>
        API keys
      </a>
      <ThemeToggle />
    </>
  )
  return (
    <SiteFrame tools={tools}>
      <ReferencePage reference={toReference(toDocument(getContext().config.PUBLIC_URL))} />
    </SiteFrame>
  )
}

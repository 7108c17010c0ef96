import { useTranslations } from 'next-intl'
import { toMetadata } from '@/app/metadata'
import { ReferencePage } from '@/components/docs/reference-page'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { buttonClass } from '@/components/ui/button-class'
import { LanguageToggle } from '@/components/ui/language-toggle'
import { Texts } from '@/components/ui/texts'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { getContext } from '@/lib/context'
import { toDocument } from '@/lib/http/openapi/document'
import { toReference } from './to-reference'

export const generateMetadata = () => toMetadata('api')

/** The page names the address that this server is reached at, which no build knows. */
export const dynamic = 'force-dynamic'

export default function DocsPage() {
  const t = useTranslations('docs')
  const tools = (
    <>
      <a href="/settings/api-keys" className={buttonClass({ look: 'quiet' })}>
        {t('apiKeys')}
      </a>
      <LanguageToggle />
      <ThemeToggle />
    </>
  )
  return (
    <SiteFrame tools={tools}>
      <Texts of={['docs']}>
        <ReferencePage reference={toReference(toDocument(getContext().config.PUBLIC_URL))} />
      </Texts>
    </SiteFrame>
  )
}

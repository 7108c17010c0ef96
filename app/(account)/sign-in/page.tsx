import { getTranslations } from 'next-intl/server'
import { toMetadata } from '@/app/metadata'
import { EntryFrame, TEXT_LINK } from '@/components/accounts/entry-frame'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { Texts } from '@/components/ui/texts'
import { hasText } from '@/lib/client/has-text'
import { type EntryProps, loadEntry } from '../load-entry'

export const generateMetadata = () => toMetadata('signIn')

export default async function SignInPage(props: EntryProps) {
  const { callbackPath, query, error, providers } = await loadEntry(props)
  const t = await getTranslations('entry')
  // What next-auth or a provider puts into the address; anybody else may put anything there.
  const known = `faults.${error}`
  const fault = error === undefined ? undefined : t(hasText<'faults.other'>(t, known) ? known : 'faults.other')
  return (
    <EntryFrame
      title={t('signIn')}
      about={t('signInAbout')}
      foot={t.rich('noAccount', {
        go: (text) => (
          <a href={`/sign-up${query}`} className={TEXT_LINK}>
            {text}
          </a>
        ),
      })}
    >
      <Texts of={['errors', 'entry']}>
        <SignInForm callbackPath={callbackPath} fault={fault} />
        <ProviderButtons providers={providers} callbackPath={callbackPath} />
      </Texts>
    </EntryFrame>
  )
}

import { getTranslations } from 'next-intl/server'
import { toMetadata } from '@/app/metadata'
import { EntryFrame, TEXT_LINK } from '@/components/accounts/entry-frame'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { Texts } from '@/components/ui/texts'
import { type EntryProps, loadEntry } from '../load-entry'

export const generateMetadata = () => toMetadata('signUp')

export default async function SignUpPage(props: EntryProps) {
  const { callbackPath, query, providers } = await loadEntry(props)
  const t = await getTranslations('entry')
  return (
    <EntryFrame
      title={t('signUp')}
      about={t('signUpAbout')}
      foot={t.rich('haveAccount', {
        go: (text) => (
          <a href={`/sign-in${query}`} className={TEXT_LINK}>
            {text}
          </a>
        ),
      })}
    >
      <Texts of={['errors', 'entry']}>
        <SignUpForm callbackPath={callbackPath} />
        <ProviderButtons providers={providers} callbackPath={callbackPath} />
      </Texts>
    </EntryFrame>
  )
}

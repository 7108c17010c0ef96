import { useTranslations } from 'next-intl'
import { toFault } from '@/lib/client/fault'
import { hasText } from '@/lib/client/has-text'

/** Why an attempt failed; the API's own sentence, which is English, for reasons that this page does not know. */
export function useFaultWords(): (error: string) => { words: string; lang: 'en' | undefined } {
  const t = useTranslations('webhooks')
  return (error) => {
    const { name, detail } = toFault(error)
    const key = `faults.${name}`
    return hasText<'faults.no_answer_within_s'>(t, key)
      ? { words: t(key, { detail }).trim(), lang: undefined }
      : { words: error, lang: 'en' }
  }
}

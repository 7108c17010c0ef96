/** Forms that ask the server: one submission at a time, faults at their fields, focus on the first of them. */
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiError } from './api'
import { toErrorWords } from './use-error-words'

/** What is wrong with the form as a whole, and with fields by their names. */
export type Faults = { form?: string; fields?: Record<string, string> }

/** Where a fault belongs that the API does not tell of a field, or the words for it where the usual ones would not do. */
type Words = Record<string, Faults | undefined>

/** `submit` gets the fields; what it throws becomes faults. The form stays busy afterwards if it answers `'leaving'`. */
export function useForm(
  submit: (fields: FormData) => Promise<'leaving' | undefined>,
  words: Words = {},
  initial: Faults = {},
) {
  const t = useTranslations('errors')
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults>(initial)
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    if (!faults.form && !faults.fields) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus()
  }, [faults])

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    try {
      const next = await submit(new FormData(event.currentTarget))
      setFaults({})
      if (next === 'leaving') return
    } catch (error) {
      setFaults(toFaults(error, words, t))
    }
    setBusy(false)
  }
  return {
    form: { ref: form, onSubmit, method: 'post' as const },
    fields: faults.fields ?? {},
    fault: faults.form,
    isBusy,
  }
}

/** Faults of fields as sentences; a refusal without them is about the whole form. */
function toFaults(error: unknown, words: Words, t: Parameters<typeof toErrorWords>[0]): Faults {
  if (!(error instanceof ApiError)) return { form: toErrorWords(t, error) }
  const own = words[error.code]
  if (own) return own
  if (error.errors.length === 0) return { form: toErrorWords(t, error) }
  const fields = error.errors.map(({ path, message }) => [path, toErrorWords(t, error, toSentence(message))])
  return { fields: Object.fromEntries(fields) }
}

/** The API says "must not be empty" of a field; standing alone that is "This must not be empty." */
function toSentence(message: string): string {
  const isSentence = /^\p{Lu}/u.test(message)
  return isSentence ? message : `This ${message}${message.endsWith('.') ? '' : '.'}`
}

/** What went wrong, in the page's language: by the code of the API, whose own sentences are English. */
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { ApiError } from './api'
import { hasText } from './has-text'

type Errors = ReturnType<typeof useTranslations<'errors'>>

export function useErrorWords(): (error: unknown) => string {
  const t = useTranslations('errors')
  return useCallback((error) => toErrorWords(t, error), [t])
}

/**
 * A code without words of its own is shown in those of the API. English texts may take up its `detail`, which says more
 * than any code can; `detail` stands for it where the fault of one field is told.
 */
export function toErrorWords(t: Errors, error: unknown, detail?: string): string {
  if (!(error instanceof ApiError)) return t('unknown')
  const own = detail ?? error.message
  return hasText<'webhook_disabled'>(t, error.code) ? t(error.code, { detail: own }) : own
}

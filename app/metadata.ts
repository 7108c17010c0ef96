import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type en from '@/lib/intl/en.json'

/** The title of a page in the visitor's language. */
export async function toMetadata(page: keyof typeof en.meta): Promise<Metadata> {
  const t = await getTranslations('meta')
  return { title: t('page', { title: t(page) }) }
}

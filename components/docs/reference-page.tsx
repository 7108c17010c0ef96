import { useLocale, useTranslations } from 'next-intl'
import { Announcer } from '@/components/ui/announcer'
import { Operation } from './operation'
import { Prose } from './prose'
import { QuickStart } from './quick-start'
import type { Reference } from './reference'
import { ReferenceNav } from './reference-nav'
import { Shapes } from './shapes'

/** The whole of the API on one page. The reference itself is in the language of the API, and says so. */
export function ReferencePage({ reference }: { reference: Reference }) {
  const t = useTranslations('docs')
  const { baseUrl, groups, shapes } = reference
  const names = new Set(shapes.map(({ name }) => name))
  const locale = useLocale()
  const entries = groups.map(({ name, operations }) => ({
    name,
    entries: operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }))
  return (
    <div className="grid gap-x-8 gap-y-6 pt-4 pb-10 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <header className="max-w-prose lg:col-start-2">
        <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-1 text-soft text-pretty">
          {t.rich('about', {
            go: (text) => (
              <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
                {text}
              </a>
            ),
          })}
        </p>
        {locale !== 'en' && <p className="mt-1 text-soft">{t('english')}</p>}
      </header>
      <div className="rounded-panel border border-line p-3 lg:sticky lg:top-4 lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:self-start">
        <ReferenceNav groups={entries} />
      </div>
      <div lang="en" className="flex min-w-0 flex-col gap-10 lg:pt-4">
        <QuickStart baseUrl={baseUrl} />
        {groups.map(({ name, about, operations }) => (
          <section key={name} aria-labelledby={`group-${name}`} className="flex flex-col gap-4">
            <h2 id={`group-${name}`} className="text-xl font-semibold tracking-tight">
              {name}
            </h2>
            <Prose text={about} className="max-w-prose text-soft text-pretty" />
            {operations.map((operation) => (
              <Operation key={operation.id} operation={operation} shapes={names} />
            ))}
          </section>
        ))}
        <Shapes shapes={shapes} />
      </div>
      <Announcer />
    </div>
  )
}

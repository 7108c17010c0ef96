import { Announcer } from '@/components/ui/announcer'
import { MemberList } from './member-list'
import { Operation } from './operation'
import { Prose } from './prose'
import { QuickStart } from './quick-start'
import { type Reference, shapeId } from './reference'
import { ReferenceNav } from './reference-nav'

/** The whole of the API on one page. */
export function ReferencePage({ reference }: { reference: Reference }) {
  const { baseUrl, groups, shapes } = reference
  const names = new Set(shapes.map(({ name }) => name))
  const entries = groups.map(({ name, operations }) => ({
    name,
    entries: operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }))
  return (
    <div className="grid gap-8 pt-4 pb-10 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <div className="max-h-80 overflow-y-auto rounded-panel border border-line p-3 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start">
        <ReferenceNav groups={entries} />
      </div>
      <div className="flex min-w-0 flex-col gap-10">
        <header className="max-w-prose">
          <h1 className="text-2xl font-semibold tracking-tight">API</h1>
          <p className="mt-1 text-soft text-pretty">
            Expiring inboxes for people, scripts and AI agents. All of this is also an{' '}
            <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
              OpenAPI 3.1 document
            </a>
            .
          </p>
        </header>
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
        <section aria-labelledby="shapes" className="flex flex-col gap-4">
          <h2 id="shapes" className="text-xl font-semibold tracking-tight">
            Shapes
          </h2>
          {shapes.map(({ name, members }) => (
            <section key={name} id={shapeId(name)} className="flex scroll-mt-6 flex-col gap-2">
              <h3 className="font-mono text-sm font-medium">{name}</h3>
              <MemberList members={members} shapes={names} />
            </section>
          ))}
        </section>
      </div>
      <Announcer />
    </div>
  )
}

import { CodeBlock } from './code-block'
import { MemberList, TypeName } from './member-list'
import { Method } from './method'
import { Prose } from './prose'
import type { OperationView } from './reference'

type Props = { operation: OperationView; shapes: ReadonlySet<string> }

/** One call: what it does, takes, answers and refuses. */
export function Operation({ operation, shapes }: Props) {
  const { id, method, path, summary, about, who, parameters, body, curl, answers, refusals } = operation
  return (
    <article
      id={id}
      aria-labelledby={`${id}-name`}
      className="scroll-mt-6 rounded-panel border border-line bg-surface p-4 sm:p-6"
    >
      <h3 id={`${id}-name`} className="text-lg font-semibold text-balance">
        <a href={`#${id}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
        <Method name={method} />
        <code className="min-w-0 font-mono text-sm wrap-anywhere">/api/v1{path}</code>
      </p>
      <Prose text={about} className="mt-3 text-pretty" />
      <p className="mt-2 text-sm text-soft">{who}</p>
      <div className="mt-4 flex flex-col gap-4">
        {parameters.length > 0 && <MemberList members={parameters} shapes={shapes} />}
        {body && (
          <section className="flex flex-col gap-2">
            <h4 className="text-sm font-medium">Body</h4>
            {body.about && <Prose text={body.about} className="text-sm text-soft" />}
            {body.members.length > 0 && <MemberList members={body.members} shapes={shapes} />}
          </section>
        )}
        <CodeBlock title={`curl: ${summary}`} text={curl} />
        {answers.map(({ status, about, type, example, events }) => (
          <section key={status} className="flex flex-col gap-2">
            <h4 className="text-sm font-medium">
              {status} <TypeName type={type} shapes={shapes} />
            </h4>
            <Prose text={about} className="text-sm text-soft" />
            {events.length > 0 && <MemberList members={events} shapes={shapes} />}
            {example !== null && <CodeBlock title={`${status}: ${summary}`} text={example} canCopy={false} />}
          </section>
        ))}
        <details className="text-sm">
          <summary className="rounded-control py-1 text-soft hover:text-ink">
            {refusals.length} ways to be refused
          </summary>
          <ul className="mt-2 flex flex-col gap-1">
            {refusals.map(({ status, code, title }) => (
              <li key={code} className="text-soft">
                <span className="tabular-nums">{status}</span>{' '}
                <code className="font-mono text-ink wrap-anywhere">{code}</code> {title}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </article>
  )
}

import { Prose } from './prose'
import type { Member } from './reference'
import { shapeId } from './reference'

type Props = { members: (Member & { place?: string })[]; shapes: ReadonlySet<string> }

/** Parameters of a call, or members of a body: name, type, what it means. */
export function MemberList({ members, shapes }: Props) {
  return (
    <dl className="divide-y divide-line rounded-control border border-line text-sm">
      {members.map(({ name, type, isRequired, about, place }) => (
        <div
          key={`${place}${name}`}
          className="grid gap-x-4 gap-y-1 px-3.5 py-2.5 sm:grid-cols-[minmax(9rem,14rem)_1fr]"
        >
          <dt className="min-w-0">
            <code className="font-mono font-medium wrap-anywhere">{name}</code>
            <span className="block text-xs text-soft">
              {[place, isRequired && place && 'required'].filter(Boolean).join(', ')}
            </span>
          </dt>
          <dd className="min-w-0 text-soft">
            <TypeName type={type} shapes={shapes} />
            {about && <Prose text={about} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Names of shapes lead to them. */
export function TypeName({ type, shapes }: { type: string; shapes: ReadonlySet<string> }) {
  return (
    <code className="font-mono text-xs text-ink wrap-anywhere">
      {type.split(/\b/).map((word, index) =>
        shapes.has(word) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the type never changes
          <a key={index} href={`#${shapeId(word)}`} className="text-accent underline underline-offset-2">
            {word}
          </a>
        ) : (
          word
        ),
      )}
    </code>
  )
}

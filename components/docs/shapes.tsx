import { MemberList } from './member-list'
import { type Reference, shapeId } from './reference'

/** What answers look like, by their names. */
export function Shapes({ shapes }: Pick<Reference, 'shapes'>) {
  const names = new Set(shapes.map(({ name }) => name))
  return (
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
  )
}

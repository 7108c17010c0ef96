/** Each colour with the ink that stands on it. */
const COLOURS = [
  ['canvas', 'ink'],
  ['surface', 'ink'],
  ['sunken', 'ink'],
  ['surface', 'soft'],
  ['accent', 'accent-ink'],
  ['accent-wash', 'accent'],
  ['warn-wash', 'warn'],
  ['danger-wash', 'danger'],
] as const

const SIZES = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl', 'text-3xl'] as const

export function Tokens() {
  return (
    <div className="flex flex-col gap-6">
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {COLOURS.map(([ground, ink]) => (
          <li
            key={`${ground}-${ink}`}
            className="rounded-control border border-line px-4 py-6 text-sm"
            style={{ background: `var(--${ground})`, color: `var(--${ink})` }}
          >
            {ink} on {ground}
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        {SIZES.map((size) => (
          <li key={size} className={size}>
            {size} <span className="font-mono">482 913</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The mark: two wings held upright over a body with three tails, as a mayfly rests. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" fill="none">
      <path d="M13 19C8.500 14.500 8.500 8 12.500 3.500c4 3 5.500 9.500 3 15.500z" fill="currentColor" opacity=".95" />
      <path d="M17 19.500c0-6.500 3.500-11 9-12.500 1 5.500-2.500 11-8 13z" fill="currentColor" opacity=".55" />
      <path
        d="M21.500 18 9 25m0 0c-2 1-4 1-6.500.5M9 25c-1.500 1.700-3 2.800-5.500 3.500M9 25c-.5 2-1.500 3.500-3 5"
        stroke="currentColor"
        strokeWidth="1.600"
        strokeLinecap="round"
      />
      <circle cx="23" cy="17.200" r="2" fill="currentColor" />
    </svg>
  )
}

/** The mark: two wings held upright over a slender body with three tails, as a mayfly rests. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" fill="none" stroke="currentColor">
      <path d="M17.500 18.500C12 14 10.500 8 13 2.500c5 3 7.500 9 6.500 15.500z" fill="currentColor" stroke="none" />
      <path
        d="M20 18.200c-.5-5.500 2-10 7.500-12.200 1.500 5-.5 10-5.500 12.800z"
        fill="currentColor"
        stroke="none"
        opacity=".5"
      />
      <path d="M25 17.500C20 19 14.500 20.500 10 22.500" strokeWidth="2.400" strokeLinecap="round" />
      <path
        d="M10 22.500C7 23 4.500 22.500 2 20.500M10 22.500c-3 1.500-5 3-7 5.500M10 22.500c-1.500 2-2.200 4-2.300 7"
        strokeWidth="1.100"
        strokeLinecap="round"
      />
      <circle cx="26" cy="17.200" r="2" fill="currentColor" stroke="none" />
    </svg>
  )
}

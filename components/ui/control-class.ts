/** What inputs and selects look like. */
export const CONTROL =
  'h-11 w-full min-w-0 rounded-control border bg-surface px-3 text-base text-ink placeholder:text-soft'

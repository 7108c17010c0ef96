const HERE = 'http://here.invalid'

/** Where to go after signing in: a path on this site. Anything else, other origins above all, is `fallback`. */
export function toCallbackPath(wanted: string | string[] | undefined, fallback: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return fallback
  const url = new URL(wanted, HERE)
  const path = `${url.pathname}${url.search}${url.hash}`
  // Browsers read `//host` and `/\host` as another site; dots can leave such a path behind.
  return url.origin === HERE && !path.startsWith('//') ? path : fallback
}

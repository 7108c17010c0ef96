/** Request targets (RFC 9112, section 3.2) as paths. */

/** The path and query of a request target, in origin or absolute form; null for any other. */
export function toOriginForm(target: string): string | null {
  if (target.startsWith('/')) return target
  const [, rest] = /^https?:\/\/[^/?#]*([/?].*)?$/i.exec(target) ?? []
  if (rest === undefined) return /^https?:\/\//i.test(target) ? '/' : null
  return rest.startsWith('?') ? `/${rest}` : rest
}

/** The path's segments, still percent-encoded; a slash at the end does not count. */
export function toSegments(originForm: string): string[] {
  const [path = ''] = originForm.split(/[?#]/, 1)
  const segments = path.split('/').slice(1)
  return segments.length > 1 && segments.at(-1) === '' ? segments.slice(0, -1) : segments
}

/** Whether every segment is valid percent-encoded UTF-8. What it names is for the routes to judge. */
export function isWellFormed(segments: string[]): boolean {
  try {
    segments.forEach(decodeURIComponent)
    return true
  } catch {
    return false
  }
}

/** The table of mounted routes and how a path finds its row: as Next would, exact names before parameters. */
import type { Handler, PathParams } from './handler'

/** A row of the table that the build writes: the folder's path with its `[parameters]`, and the module's methods. */
export type MountedRoute = { path: string; module: Record<string, unknown> }

export type Match = { methods: Record<string, Handler>; params: PathParams }

type Row = { segments: string[]; methods: Record<string, Handler> }

/** Builds the table once; the returned function is pure. Parameters keep their percent-encoding, as under Next. */
export function createMatcher(routes: MountedRoute[]): (segments: string[]) => Match | null {
  const rows = routes.map(toRow).sort((a, b) => rank(a).localeCompare(rank(b)))
  return (segments) => {
    for (const { segments: pattern, methods } of rows) {
      const params = matchParams(pattern, segments)
      if (params) return { methods, params }
    }
    return null
  }
}

function toRow({ path, module }: MountedRoute): Row {
  const methods = Object.entries(module).filter(([name, value]) => /^[A-Z]+$/.test(name) && typeof value === 'function')
  return { segments: path.split('/').slice(1), methods: Object.fromEntries(methods) as Record<string, Handler> }
}

/** Sorts exact names before parameters before the rest of a path, segment by segment. */
function rank({ segments }: Row): string {
  return segments.map((name) => (isRest(name) ? '2' : isParameter(name) ? '1' : '0')).join('')
}

function matchParams(pattern: string[], segments: string[]): PathParams | null {
  const params: PathParams = {}
  for (const [index, name] of pattern.entries()) {
    const segment = segments[index]
    if (segment === undefined || segment === '') return null
    if (isRest(name)) {
      params[name.slice(4, -1)] = segments.slice(index)
      return params
    }
    if (isParameter(name)) params[name.slice(1, -1)] = segment
    else if (name !== segment) return null
  }
  return pattern.length === segments.length ? params : null
}

function isParameter(name: string): boolean {
  return name.startsWith('[')
}

function isRest(name: string): boolean {
  return name.startsWith('[...')
}

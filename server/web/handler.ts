/** As Next gives them: still percent-encoded, what is `[...rest]` in a path as a list. */
export type PathParams = Record<string, string | string[]>

/** What a route module exports for each method: a plain Web function. */
export type Handler = ((request: Request, context: { params: Promise<PathParams> }) => Promise<Response>) & {
  /** Of OPTIONS: what answers methods that the module has no name for. */
  others?: (request: Request, context: { params: Promise<PathParams> }) => Promise<Response>
}

/** What a route module exports for each method: a plain Web function. */
export type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

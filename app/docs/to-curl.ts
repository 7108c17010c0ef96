/** A call as a reader would make it in a shell. */
import type { Operation } from '@/lib/http/openapi/operation'

/** Words in capitals are for the reader to fill in. */
export function toCurl(method: string, url: string, operation: Operation): string {
  const { parameters, requestBody, responses } = operation
  const path = url
    .replaceAll('{address}', '$ADDRESS')
    .replace(/\{(\w+)\}/g, (_, name: string) => `$${toVariable(name)}`)
  const query = parameters
    .filter((one) => one.in === 'query' && one.example !== undefined)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`)
  const isStream = responses['200']?.content?.['text/event-stream'] !== undefined
  const [mediaType, body] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const lines = [
    `curl${isStream ? ' -N' : ''}${method === 'GET' ? '' : ` -X ${method}`} "${path}${query.length > 0 ? `?${query.join('&')}` : ''}"`,
    ...toIdentity(operation, method),
    ...(mediaType === undefined ? [] : [`-H 'Content-Type: ${mediaType}'`]),
    ...(body === undefined ? [] : [toData(body.example)]),
  ]
  return lines.join(' \\\n  ')
}

const toVariable = (name: string) => name.replace(/[A-Z]/g, '_$&').toUpperCase()

function toData(example: unknown): string {
  return typeof example === 'string' ? '--data-binary @FILE' : `-d '${JSON.stringify(example)}'`
}

/** What the first way of saying who one is looks like; none where nobody may call as well and nothing is owned. */
function toIdentity({ security, tags }: Operation, method: string): string[] {
  const ways = security.map((one) => Object.keys(one)[0])
  if (ways.includes('operator')) return ['-H "Authorization: Bearer $INBOUND_SECRET"']
  if (ways.includes('bearer'))
    return tags.includes('Service') || tags.includes('Inbound') ? [] : ['-H "Authorization: Bearer $TOKEN"']
  if (!ways.includes('signInCookie')) return []
  const cookie = '-H "Cookie: next-auth.session-token=$SESSION"'
  return method === 'GET' ? [cookie] : [cookie, "-H 'Sec-Fetch-Site: same-origin'"]
}

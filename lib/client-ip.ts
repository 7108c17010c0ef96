/** The client's address as our own server saw it; a proxy's word counts only when the proxy is trusted. */

/** Set by server/web on every request, whatever the client sent under this name. */
export const CLIENT_IP_HEADER = 'x-mayfly-client-ip'

export function clientIpOf(request: Request): string {
  return request.headers.get(CLIENT_IP_HEADER) ?? 'unknown'
}

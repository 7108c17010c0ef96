/** The host to listen on as a person on this machine would type it: any address is localhost, IPv6 goes in brackets. */
export function toUrlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

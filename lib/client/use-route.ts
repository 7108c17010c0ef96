/** Where the page is: `/`, `/m/{address}`, `/m/{address}/{id}`. Moves without asking the server for a new page. */
import { usePathname } from 'next/navigation'

export type Route = { address: string | null; messageId: string | null }

export function useRoute(): Route {
  return toRoute(usePathname())
}

/** Where the address bar is at this moment, which a render may not have caught up with. */
export const currentRoute = () => toRoute(window.location.pathname)

function toRoute(pathname: string): Route {
  const [, first, address, messageId] = pathname.split('/')
  if (first !== 'm' || !address) return { address: null, messageId: null }
  return { address: decodeURIComponent(address), messageId: messageId ? decodeURIComponent(messageId) : null }
}

export const mailboxHref = (address: string) => `/m/${address}`
export const messageHref = (address: string, id: string) => `/m/${address}/${id}`

/** A new entry in the history; back returns. */
export function goTo(href: string): void {
  window.history.pushState(null, '', href)
}

/** The same entry in the history, for stepping through messages. */
export function replaceWith(href: string): void {
  window.history.replaceState(null, '', href)
}

/** Unread mail on the tab: a number in the title, a dot on the icon. */
import { useEffect } from 'react'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" color="#0a6655"><style>@media (prefers-color-scheme:dark){svg{color:#63d2b8}}</style><g fill="currentColor"><path d="M17.500 18.500C12 14 10.500 8 13 2.500c5 3 7.500 9 6.500 15.500z"/><path d="M20 18.200c-.5-5.500 2-10 7.500-12.200 1.500 5-.5 10-5.500 12.800z" opacity=".55"/></g><path d="M25 17.500C20 19 14.500 20.500 10 22.500" stroke="currentColor" stroke-width="2.600" stroke-linecap="round"/><circle cx="24" cy="25" r="7" fill="#d9480f"/></svg>`

export function useUnreadMark(name: string, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name} · Mayfly`
  }, [name, unread])

  const hasUnread = unread > 0
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (!link || !hasUnread) return
    const plain = link.href
    link.href = `data:image/svg+xml,${encodeURIComponent(ICON)}`
    return () => {
      link.href = plain
    }
  }, [hasUnread])
}

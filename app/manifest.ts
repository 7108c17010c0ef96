import type { MetadataRoute } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

/** So that the page can be installed. No service worker: without the network there is no mail to show. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('meta')
  return {
    id: '/',
    name: 'Mayfly',
    short_name: 'Mayfly',
    description: t('aboutShort'),
    lang: await getLocale(),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f5f4ef',
    theme_color: '#0a6655',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [{ name: t('dashboard'), url: '/dashboard' }],
  }
}

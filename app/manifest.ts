import type { MetadataRoute } from 'next'

/** So that the page can be installed. No service worker: without the network there is no mail to show. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Mayfly',
    short_name: 'Mayfly',
    description: 'A throw-away e-mail address, ready at once.',
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
    shortcuts: [{ name: 'Dashboard', url: '/dashboard' }],
  }
}

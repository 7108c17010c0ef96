import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_SERVER } from 'next/constants'

const isDev = process.env.NODE_ENV === 'development'

// Next puts its data into inline scripts, hence 'unsafe-inline'; mail never comes into these documents, only into frames.
const POLICY = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDev ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  `connect-src 'self'${isDev ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

const config: NextConfig = {
  poweredByHeader: false,
  // A page called page.dev.tsx exists in development only; a build does not even read it.
  pageExtensions: ['tsx', 'ts', ...(isDev ? ['dev.tsx'] : [])],
  reactStrictMode: true,
  // One spelling for the API on both mounts: a slash at the end is the same address, not a detour.
  skipTrailingSlashRedirect: true,
  // `npm run check` types the whole tree at once; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pino',
    'pino-pretty',
    'ioredis',
    'prom-client',
    '@prisma/client',
    '@prisma/adapter-pg',
  ],
  // For pages; the API's answers carry their own.
  headers: async () => [
    {
      source: '/((?!api/).*)',
      headers: [
        { key: 'Content-Security-Policy', value: POLICY },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'X-DNS-Prefetch-Control', value: 'off' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
      ],
    },
    // The one thing in a visitor's language that may be kept: pages never are, they are private.
    { source: '/manifest.webmanifest', headers: [{ key: 'Vary', value: 'Accept-Language, Cookie' }] },
  ],
  turbopack: { root: import.meta.dirname },
}

// Texts are compiled with the pages, so that no browser needs the parser of ICU messages. What does that is a tool of the
// build, heavy with a compiler of its own: a server that serves does not load it.
export default async function load(phase: string): Promise<NextConfig> {
  if (phase === PHASE_PRODUCTION_SERVER) return config
  const { default: createNextIntlPlugin } = await import('next-intl/plugin')
  const withTexts = createNextIntlPlugin({
    requestConfig: './app/request-language.ts',
    experimental: { messages: { path: './lib/intl', format: 'json', locales: 'infer', precompile: true } },
  })
  return withTexts(config)
}

/** Plain JavaScript, because it is read again at every start of the web process. */

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // One spelling for the API on both mounts: a slash at the end is the same address, not a detour.
  skipTrailingSlashRedirect: true,
  // `npm run check` types the whole tree at once; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pino', 'pino-pretty', 'ioredis', 'prom-client', '@prisma/client', '@prisma/adapter-pg'],
  turbopack: { root: import.meta.dirname },
}

/** What is built, from what: the one table. Paths are relative to the root of the repository. */

/** Where everything built goes (pages excepted: Next keeps them in .next). */
export const BUILD_DIR = '.build'

/** Bundle in .build → source. `routes.ts` is itself written by the build, see routes.mjs. */
export const ENTRIES = {
  launch: 'server/launch/main.ts',
  web: '.build/routes.ts',
  companion: 'server/main.ts',
  'parse-worker': 'server/parse/worker.ts',
  'authentication-worker': 'server/authentication/worker.ts',
  migrate: 'server/launch/migrate.ts',
  admin: 'server/launch/admin.ts',
  'client-shapes': 'server/launch/client-shapes.ts',
}

/** What the bundles are made of. */
export const BUNDLE_SOURCES = [
  'server',
  'lib',
  'app',
  'prisma/generated',
  'prisma/seed.ts',
  'prisma/migrate.ts',
  'package-lock.json',
  'tsconfig.json',
]

/** What the pages are made of. */
export const PAGE_SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/generated',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'server/launch/compress.mjs',
  'package-lock.json',
  'tsconfig.json',
]

/** What the database client is made of. */
export const CLIENT_SOURCES = ['prisma/schema.prisma', 'package-lock.json']

/** A context on a database of its own, for one test file. */
import { loadConfig } from '@/lib/config'
import { type Context, closeContext, createContext } from '@/lib/context'
import { cloneTemplate, dropDatabase } from './template-database'

export type TestContext = Context & { dispose(): Promise<void> }

/** Real PostgreSQL, quiet logs; `env` overrides variables. Dispose it in `afterAll`. */
export async function createTestContext(env: Record<string, string> = {}): Promise<TestContext> {
  const url = await cloneTemplate()
  const config = loadConfig({
    NEXTAUTH_SECRET: 'a secret for tests only',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    AUTHENTICATION_RESULTS: 'off',
    ...env,
    DATABASE_URL: url,
  })
  const ctx = createContext(config, { maxConnections: 25 })
  return {
    ...ctx,
    async dispose() {
      await closeContext(ctx)
      await dropDatabase(url)
    },
  }
}

/** Before all test files: a PostgreSQL, unless TEST_DATABASE_URL names one, and the template database. After them: gone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTemplate, dropDatabase } from '@/lib/testing/template-database'
import { startPostgres } from '../postgres/start'

export default async function setup(): Promise<() => Promise<void>> {
  const stopServer = process.env.TEST_DATABASE_URL ? async () => {} : await startServer()
  const template = await createTemplate()
  process.env.TEST_TEMPLATE = template
  return async () => {
    await dropDatabase(template)
    await stopServer()
  }
}

async function startServer(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'mayfly-test-'))
  const postgres = await startPostgres(dataDir)
  process.env.TEST_DATABASE_URL = postgres.url
  return async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

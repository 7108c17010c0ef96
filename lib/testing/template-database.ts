/** Databases for tests: one migrated and seeded template, one clone for each file (about 0.1 s). */
import { randomBytes } from 'node:crypto'
import { createClient, createDatabase } from '@/lib/db'
import { migrate } from '@/prisma/migrate'
import { seedPlans } from '@/prisma/seed'

/** The server that tests use; `npm test` and the global set-up name it. */
export function testServerUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is not set')
  return url
}

/** Makes the template afresh and returns its name. */
export async function createTemplate(): Promise<string> {
  const name = `mayfly_template_${randomBytes(4).toString('hex')}`
  await onServer(`CREATE DATABASE ${name}`)
  await migrate(urlOf(name))
  const db = createDatabase(urlOf(name))
  await seedPlans(db)
  await db.close()
  return name
}

/** A database with nothing in it. */
export async function createEmptyDatabase(): Promise<string> {
  const name = `mayfly_test_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE DATABASE ${name}`)
  return urlOf(name)
}

/** Clones the template and returns the clone's URL. */
export async function cloneTemplate(template = process.env.TEST_TEMPLATE): Promise<string> {
  if (!template) throw new Error('TEST_TEMPLATE is not set')
  const name = `mayfly_test_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  return urlOf(name)
}

export async function dropDatabase(nameOrUrl: string): Promise<void> {
  const name = nameOrUrl.includes('/') ? new URL(nameOrUrl).pathname.slice(1) : nameOrUrl
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

function urlOf(name: string): string {
  const url = new URL(testServerUrl())
  url.pathname = `/${name}`
  return url.href
}

async function onServer(sql: string): Promise<void> {
  const client = createClient(testServerUrl())
  await client.connect()
  await client.query(sql)
  await client.end()
}

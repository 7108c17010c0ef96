/** Before all test files: the template database. After them: gone. */
import { createTemplate, dropDatabase } from './template-database'

export default async function setup(): Promise<() => Promise<void>> {
  const template = await createTemplate()
  process.env.TEST_TEMPLATE = template
  return () => dropDatabase(template)
}

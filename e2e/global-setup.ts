/** Before all browser tests: a Mayfly with a database of its own, unless E2E_BASE_URL names one. */
import { createPlace, removePlace, start, stop } from './instance'

export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_BASE_URL) return async () => {}
  const secret = 'the-secret-of-the-operator'
  const instance = await start(await createPlace(), {
    INBOUND_SECRET: secret,
    INBOUND_SES_TOPICS: 'arn:aws:sns:eu-west-1:123456789012:e2e',
  })
  process.env.E2E_INBOUND_SECRET = secret
  process.env.E2E_BASE_URL = instance.url
  process.env.E2E_SMTP_PORT = String(instance.smtp)
  process.env.E2E_COMPANION_PORT = String(instance.companion)
  process.env.E2E_DATA_DIR = instance.dataDir
  return async () => {
    await stop(instance)
    removePlace(instance)
  }
}

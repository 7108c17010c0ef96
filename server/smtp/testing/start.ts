/** A listener on a free port with a database of its own, for tests. */
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDeliverer } from '@/lib/messages/deliver'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { loadCertificate } from '../certificate'
import { createListener, type Listener, type ListenerOptions } from '../listener'

export type TestListener = Listener & { ctx: TestContext; stop(): Promise<void> }

export async function startTestListener(
  env: Record<string, string> = {},
  options: Partial<ListenerOptions> = {},
): Promise<TestListener> {
  const ctx = await createTestContext({ SMTP_PORT: '0', SMTP_HOST: '127.0.0.1', ...env })
  const deliverer = createDeliverer(ctx)
  const dataDir = path.join(tmpdir(), `mayfly-smtp-${randomBytes(6).toString('hex')}`)
  const certificate = await loadCertificate(dataDir, ctx.config.MAIL_DOMAINS[0])
  const listener = await createListener(ctx, { deliverer, certificate, ...options })
  return {
    ...listener,
    ctx,
    async stop() {
      await listener.close()
      await deliverer.close()
      await ctx.dispose()
    },
  }
}

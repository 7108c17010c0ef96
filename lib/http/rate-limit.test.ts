import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSessionToken, findSession } from '@/lib/accounts/sessions'
import { NOBODY, type Viewer } from '@/lib/accounts/viewer'
import { CLIENT_IP_HEADER } from '@/lib/client-ip'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestRedis } from '@/lib/testing/redis-server'
import { json } from './json'
import { countAnonymousCreate } from './rate-limit'
import { type Handler, handle } from './route'

const SHARED = Symbol.for('mayfly.context')
const LIMIT = 10

const handler: Handler = handle({}, async () => json({}))

function ask(headers: Record<string, string>): Promise<Response> {
  return handler(new Request('http://localhost/api/v1/test', { headers }), { params: Promise.resolve({}) })
}

const twenty = async (headers: Record<string, string>) =>
  (await Promise.all(Array.from({ length: 20 }, () => ask(headers)))).map(({ status }) => status).sort()

const HALF_REFUSED = [...Array(10).fill(200), ...Array(10).fill(429)]

describe.each(['memory', 'redis'])('counting in %s', (store) => {
  let ctx: TestContext
  let redis: Awaited<ReturnType<typeof createTestRedis>> | undefined
  beforeAll(async () => {
    redis = store === 'redis' ? await createTestRedis() : undefined
    ctx = await createTestContext({ RATE_LIMITS: 'on', ...(redis ? { REDIS_URL: redis.url } : {}) })
    await ctx.db.pool.query('UPDATE plans SET requests_per_minute = $1', [LIMIT])
    ;(globalThis as { [SHARED]?: unknown })[SHARED] = ctx
  })
  afterAll(async () => {
    delete (globalThis as { [SHARED]?: unknown })[SHARED]
    await ctx.dispose()
    await redis?.kill()
  })

  test('twenty requests at once of one session: exactly the limit is served', async () => {
    const headers = { authorization: `Bearer ${createSessionToken(ctx.config)}` }
    expect(await twenty(headers)).toEqual(HALF_REFUSED)
    const refused = await ask(headers)
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/)
    expect(refused.headers.get('ratelimit-policy')).toBe('"default";q=10;w=60')
  })

  test('callers without identity are counted by address, each for itself', async () => {
    expect(await twenty({ [CLIENT_IP_HEADER]: '192.0.2.1' })).toEqual(HALF_REFUSED)
    expect((await ask({ [CLIENT_IP_HEADER]: '192.0.2.2' })).status).toBe(200)
  })

  test('many sessions behind one address share ten times the limit, and leave other addresses alone', async () => {
    const visit = (ip: string) =>
      ask({ authorization: `Bearer ${createSessionToken(ctx.config)}`, [CLIENT_IP_HEADER]: ip })
    const answers = await Promise.all(Array.from({ length: 120 }, () => visit('192.0.2.4')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(20)
    expect(refused[0]?.headers.get('ratelimit-policy')).toBe('"default";q=100;w=60')
    expect((await visit('192.0.2.5')).status).toBe(200)
  })

  test('anonymous creates are bounded by address, with and without a session', async () => {
    const create = (viewer: Viewer, ip: string) =>
      countAnonymousCreate(ctx, viewer, new Request('http://localhost/', { headers: { [CLIENT_IP_HEADER]: ip } }))
    const session = () => findSession(ctx.config, createSessionToken(ctx.config)) ?? NOBODY
    const many = (count: number, viewer: () => Viewer, ip: string) =>
      Promise.allSettled(Array.from({ length: count }, () => create(viewer(), ip)))
    const isRefused = ({ status }: PromiseSettledResult<void>) => status === 'rejected'
    expect((await many(130, () => NOBODY, '192.0.2.6')).filter(isRefused)).toHaveLength(10)
    expect((await many(310, session, '192.0.2.7')).filter(isRefused)).toHaveLength(10)
    await expect(create(session(), '192.0.2.8')).resolves.toBeUndefined()
    await expect(create({ ...NOBODY, kind: 'user' }, '192.0.2.7')).resolves.toBeUndefined()
  })

  test('guessing tokens is counted too', async () => {
    const headers = { authorization: 'Bearer mf_guess', [CLIENT_IP_HEADER]: '192.0.2.3' }
    expect(await twenty(headers)).toEqual([...Array(10).fill(401), ...Array(10).fill(429)])
  })
})

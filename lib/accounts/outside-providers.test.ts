/** Who somebody is here, from what each provider says of them in the shapes that they document. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '@/lib/config'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { LinkedProfile } from './input'
import { findOrCreateLinkedUser } from './linked-users'
import { listOutsideProviders, outsideProviders } from './outside-providers'

const ENVIRONMENT = {
  GITHUB_ID: 'github-id',
  GITHUB_SECRET: 'github-secret',
  GOOGLE_ID: 'google-id',
  GOOGLE_SECRET: 'google-secret',
  OIDC_ISSUER: 'https://login.example/realms/main/',
  OIDC_ID: 'oidc-id',
  OIDC_SECRET: 'oidc-secret',
}

const GITHUB = {
  login: 'octocat',
  id: 583_231,
  node_id: 'MDQ6VXNlcjU4MzIzMQ==',
  avatar_url: 'https://avatars.githubusercontent.com/u/583231',
  type: 'User',
  name: null,
  company: '@github',
  email: 'Octocat@example.org',
  two_factor_authentication: true,
}

const GOOGLE = {
  iss: 'https://accounts.google.com',
  azp: 'google-id',
  aud: 'google-id',
  sub: '110169484474386276334',
  email: 'jane@example.org',
  email_verified: true,
  name: 'Jane Doe',
  picture: 'https://lh3.googleusercontent.com/a/x',
  given_name: 'Jane',
  iat: 1_353_601_026,
  exp: 1_353_604_926,
}

const OIDC = { sub: 'f:0b1c:ada', email: 'ada@example.org', email_verified: false, preferred_username: 'ada' }

const providers = outsideProviders(loadConfig(ENVIRONMENT))

async function toLinkedProfile(id: string, told: object) {
  const provider = providers.find((one) => one.id === id)
  if (provider?.type !== 'oauth') throw new Error(`there is no provider ${id}`)
  const user = await provider.profile(told, {})
  return LinkedProfile.parse({ ...user, provider: id, providerAccountId: String(user.id) })
}

describe('what a provider says', () => {
  test.each([
    ['github', GITHUB, { providerAccountId: '583231', email: 'Octocat@example.org', name: 'octocat' }],
    ['google', GOOGLE, { providerAccountId: '110169484474386276334', email: 'jane@example.org', name: 'Jane Doe' }],
    ['oidc', OIDC, { providerAccountId: 'f:0b1c:ada', email: 'ada@example.org', name: null }],
  ])('%s: becomes who it is here, and nothing else is kept', async (id, told, expected) => {
    expect(await toLinkedProfile(id, told)).toEqual({ provider: id, ...expected })
  })

  test.each([
    { email: undefined },
    { email: null },
    { email: 'not an address' },
    { email: `${'x'.repeat(250)}@example.org` },
    { sub: '' },
    { sub: 'x'.repeat(256) },
    { sub: 'a\0b' },
  ])('is no account with %j', async (fault) => {
    await expect(toLinkedProfile('oidc', { ...OIDC, ...fault })).rejects.toThrow()
  })

  test.each(['x'.repeat(201), 'a\0b', 7])('a name that cannot be kept is none', async (name) => {
    expect((await toLinkedProfile('oidc', { ...OIDC, name })).name).toBeNull()
  })
})

test('a provider is offered once all of its variables are set', () => {
  expect(listOutsideProviders(loadConfig({}))).toEqual([])
  expect(listOutsideProviders(loadConfig(ENVIRONMENT))).toEqual([
    { id: 'github', name: 'GitHub' },
    { id: 'google', name: 'Google' },
    { id: 'oidc', name: 'login.example' },
  ])
  expect(providers.map((provider) => provider.type === 'oauth' && provider.wellKnown)).toContain(
    'https://login.example/realms/main/.well-known/openid-configuration',
  )
})

describe('the account behind it', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await createTestContext()
  })
  afterAll(() => ctx.dispose())

  test('twenty first sign-ins at once make one account, on the free plan', async () => {
    const profile = await toLinkedProfile('github', GITHUB)
    const found = await Promise.all(Array.from({ length: 20 }, () => findOrCreateLinkedUser(ctx, profile)))
    expect(new Set(found.map(({ id }) => id)).size).toBe(1)
    const users = await ctx.db.prisma.user.findMany({ where: { email: 'octocat@example.org' } })
    expect(users).toMatchObject([{ id: found[0]?.id, planId: 'free', passwordHash: null }])
  })

  test('the same person is found after the address changed there', async () => {
    const before = await findOrCreateLinkedUser(ctx, await toLinkedProfile('google', GOOGLE))
    const moved = await toLinkedProfile('google', { ...GOOGLE, email: 'jane@elsewhere.example' })
    expect(await findOrCreateLinkedUser(ctx, moved)).toEqual(before)
  })

  test('the same id at another provider is somebody else, and an address is never joined', async () => {
    const google = await findOrCreateLinkedUser(ctx, await toLinkedProfile('google', GOOGLE))
    const namesake = { ...OIDC, sub: GOOGLE.sub }
    expect((await findOrCreateLinkedUser(ctx, await toLinkedProfile('oidc', namesake))).id).not.toBe(google.id)
    const impostor = await toLinkedProfile('oidc', { sub: 'impostor', email: GOOGLE.email.toUpperCase() })
    await expect(findOrCreateLinkedUser(ctx, impostor)).rejects.toMatchObject({ code: 'email_taken' })
  })
})

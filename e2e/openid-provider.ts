/** An OpenID provider of our own on loopback: whoever enters a name there is that person, with any password. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from '@playwright/test'
import Provider from 'oidc-provider'

export type OpenIdProvider = { issuer: string; clientId: string; clientSecret: string; close(): Promise<void> }

/** The person who has no address there. */
export const WITHOUT_ADDRESS = 'no-address'

export const addressAt = (login: string) => `${login}@provider.example`

/** `redirectUri` is the only place it sends people back to. As the standard has it, claims are told at its userinfo endpoint. */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const clientId = 'mayfly-under-test'
  const clientSecret = `provider-secret-${crypto.randomUUID()}`
  const server = await listen()
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    cookies: { keys: [crypto.randomUUID()] },
    findAccount: (_, login) => ({
      accountId: login,
      claims: async () => ({
        sub: login,
        name: `Person ${login}`,
        ...(login === WITHOUT_ADDRESS ? {} : { email: addressAt(login) }),
      }),
    }),
  })
  server.on('request', provider.callback())
  /** Idempotent. */
  async function close(): Promise<void> {
    server.close()
    server.closeAllConnections()
  }
  return { issuer, clientId, clientSecret, close }
}

/** Its pages want a font from elsewhere and an icon that is not there. */
export async function furnish(context: BrowserContext): Promise<void> {
  await context.route('https://fonts.googleapis.com/**', (route) =>
    route.fulfill({ contentType: 'text/css', body: '' }),
  )
  await context.route('http://127.0.0.1:*/favicon.ico', (route) => route.fulfill({ status: 204 }))
}

/** On the provider's pages: who one is, then that Mayfly may know. */
export async function enterAtProvider(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function listen(): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Accounts as a script makes and uses them: sign-up by REST, sign-in by next-auth's own flow. */
import { BASE_URL, call, randomName } from './client'

export type Account = { email: string; password: string; cookie: string }

const PASSWORD = 'correct horse battery'

export async function signUp(): Promise<Account> {
  const email = `${randomName()}@example.org`
  const { status, text } = await call('POST', '/users', { body: { email, password: PASSWORD } })
  if (status !== 201) throw new Error(`POST /users answered ${status}: ${text}`)
  return { email, password: PASSWORD, cookie: await signIn(email, PASSWORD) }
}

/** The `Cookie` header of a signed-in browser. */
export async function signIn(email: string, password: string, visitor = ''): Promise<string> {
  const csrf = await fetch(`${BASE_URL}/api/auth/csrf`)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const cookies = [...csrf.headers.getSetCookie().map(toPair), visitor].filter((pair) => pair !== '')
  const answer = await fetch(`${BASE_URL}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies.join('; ') },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  const session = answer.headers
    .getSetCookie()
    .map(toPair)
    .find((pair) => pair.includes('session-token='))
  if (!session) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return session
}

export async function makeKey({ cookie }: Account, fields: object = {}): Promise<string> {
  const { body, text } = await call('POST', '/api-keys', {
    headers: { cookie, origin: BASE_URL },
    body: { name: 'a key', ...fields },
  })
  const key = (body as { key?: string }).key
  if (!key) throw new Error(`POST /api-keys answered ${text}`)
  return key
}

const toPair = (setCookie: string) => setCookie.split(';')[0] ?? ''

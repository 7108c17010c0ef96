/** Signing in elsewhere: the providers whose variables are set. */

import type { NextAuthOptions } from 'next-auth'
import GitHubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { Config } from '@/lib/config'

type Claims = { sub: string; email?: string; name?: string }

export function outsideProviders(config: Config): NextAuthOptions['providers'] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, OIDC_ISSUER, OIDC_ID, OIDC_SECRET } = config
  const providers: NextAuthOptions['providers'] = []
  if (GITHUB_ID && GITHUB_SECRET) providers.push(GitHubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET }))
  if (GOOGLE_ID && GOOGLE_SECRET) providers.push(GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET }))
  if (OIDC_ISSUER && OIDC_ID && OIDC_SECRET) {
    providers.push(openIdProvider({ issuer: OIDC_ISSUER, clientId: OIDC_ID, clientSecret: OIDC_SECRET }))
  }
  return providers
}

/** For buttons. */
export function listOutsideProviders(config: Config): { id: string; name: string }[] {
  return outsideProviders(config).map(({ id, name }) => ({ id, name }))
}

/** Any OpenID provider with discovery (OpenID Connect Core 1.0). */
function openIdProvider({
  issuer,
  clientId,
  clientSecret,
}: {
  issuer: string
  clientId: string
  clientSecret: string
}): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: new URL(issuer).hostname,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    userinfo: {
      // The ID token need not carry the address: with a code the claims of a scope come from here (5.4).
      async request({ client, tokens }) {
        // Next-auth's types say less than it hands over: the tokens as they were checked.
        const checked = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const claims = checked.claims()
        const isTold = claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint
        return isTold ? claims : { ...claims, ...(await client.userinfo(checked)) }
      },
    },
    profile: ({ sub, email, name }) => ({ id: sub, email, name }),
  }
}

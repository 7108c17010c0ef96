/** Sign-in with next-auth: a password, or an outside provider. The session is a JWT that says who and since when. */
import type { NextAuthOptions } from 'next-auth'
import { decode } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import GitHubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { adoptMailboxes } from './adopt'
import { findOrCreateLinkedUser } from './linked-users'
import { findUserViewer, readClock, signInWithPassword } from './sign-in'
import type { Viewer } from './viewer'

const MAX_AGE_SECONDS = 30 * 86_400

/** Next-auth's name for the cookie; `__Secure-` wherever the site is served over https. */
export function signInCookie({ config }: Context): string {
  return `${config.PUBLIC_URL.startsWith('https:') ? '__Secure-' : ''}next-auth.session-token`
}

/** The user behind a sign-in cookie; null when it is not ours, has expired, or the account ended its sessions. */
export async function findSignedIn(ctx: Context, token: string): Promise<Viewer | null> {
  const secret = ctx.config.NEXTAUTH_SECRET ?? ''
  const claims = await decode({ token, secret }).catch(() => null)
  if (typeof claims?.sub !== 'string' || typeof claims.since !== 'number') return null
  return findUserViewer(ctx, claims.sub, claims.since)
}

/** `visitor` is who the browser was before: a sign-in hands over its inboxes. */
export function authOptions(ctx: Context, visitor: Viewer, clientIp: string): NextAuthOptions {
  return {
    secret: ctx.config.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        authorize: async (credentials) =>
          signInWithPassword(ctx, { email: credentials?.email ?? '', password: credentials?.password ?? '' }, clientIp),
      }),
      ...outsideProviders(ctx),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!account || account.type === 'credentials') return true
        const email = user.email ?? profile?.email
        if (!email) return '/sign-in?error=EmailMissing'
        try {
          const { provider, providerAccountId } = account
          const known = await findOrCreateLinkedUser(ctx, {
            provider,
            providerAccountId,
            email,
            name: user.name ?? null,
          })
          user.id = known.id
          return true
        } catch (error) {
          if (error instanceof AppError) return '/sign-in?error=OAuthAccountNotLinked'
          throw error
        }
      },
      async jwt({ token, user }) {
        return user ? { sub: user.id, since: await readClock(ctx) } : { sub: token.sub, since: token.since }
      },
      async session({ session, token }) {
        const viewer = await findUserViewer(ctx, String(token.sub), Number(token.since))
        const user = viewer && (await ctx.db.prisma.user.findUnique({ where: { id: String(token.sub) } }))
        return { expires: session.expires, user: user ? { email: user.email, name: user.name } : undefined }
      },
    },
    events: {
      async signIn({ user }) {
        await adoptMailboxes(ctx, visitor, user.id)
      },
    },
    logger: {
      error: (code, metadata) =>
        ctx.log.warn({ code, err: metadata instanceof Error ? metadata : undefined }, 'auth_error'),
      warn: (code) => ctx.log.debug({ code }, 'auth_warning'),
      debug: () => {},
    },
  }
}

/** Where else people can sign in, for buttons. */
export function listOutsideProviders(ctx: Context): { id: string; name: string }[] {
  return outsideProviders(ctx).map(({ id, name }) => ({ id, name }))
}

/** Those whose variables are set. */
function outsideProviders({ config }: Context): NextAuthOptions['providers'] {
  const providers: NextAuthOptions['providers'] = []
  if (config.GITHUB_ID && config.GITHUB_SECRET) {
    providers.push(GitHubProvider({ clientId: config.GITHUB_ID, clientSecret: config.GITHUB_SECRET }))
  }
  if (config.GOOGLE_ID && config.GOOGLE_SECRET) {
    providers.push(GoogleProvider({ clientId: config.GOOGLE_ID, clientSecret: config.GOOGLE_SECRET }))
  }
  if (config.OIDC_ISSUER && config.OIDC_ID && config.OIDC_SECRET) {
    providers.push({
      id: 'oidc',
      name: new URL(config.OIDC_ISSUER).hostname,
      type: 'oauth',
      wellKnown: `${config.OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      clientId: config.OIDC_ID,
      clientSecret: config.OIDC_SECRET,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      profile: (claims: { sub: string; email?: string; name?: string }) => ({
        id: claims.sub,
        email: claims.email,
        name: claims.name,
      }),
    })
  }
  return providers
}

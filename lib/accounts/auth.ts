/** Sign-in with next-auth: a password, or an outside provider. The session is a JWT that says who and since when. */
import type { NextAuthOptions } from 'next-auth'
import { decode } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { nameOwnOrigin } from '@/lib/config'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { adoptMailboxes } from './adopt'
import { LinkedProfile, SignInInput } from './input'
import { findOrCreateLinkedUser } from './linked-users'
import { outsideProviders } from './outside-providers'
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

type Door = {
  /** Who the browser was before: a sign-in hands over its inboxes. */
  visitor: Viewer
  clientIp: string
  /** Hears what went wrong, and answers with the word for it that may stand in an address. */
  onFault(error: unknown): string
}

/** For one request. What we throw ourselves never reaches next-auth in words, which would show them in the address. */
export function authOptions(ctx: Context, { visitor, clientIp, onFault }: Door): NextAuthOptions {
  nameOwnOrigin(ctx.config)
  return {
    secret: ctx.config.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        async authorize(credentials) {
          const given = SignInInput.safeParse(credentials)
          if (!given.success) return null
          return signInWithPassword(ctx, given.data, clientIp).catch((error) => {
            throw new Error(onFault(error))
          })
        },
      }),
      ...outsideProviders(ctx.config),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!account || account.type === 'credentials') return true
        const told = LinkedProfile.safeParse({ ...account, email: user.email ?? profile?.email, name: user.name })
        if (!told.success) return '/sign-in?error=EmailMissing'
        try {
          const known = await findOrCreateLinkedUser(ctx, told.data)
          user.id = known.id
          return true
        } catch (error) {
          if (error instanceof AppError && error.code === 'email_taken') return '/sign-in?error=OAuthAccountNotLinked'
          return `/sign-in?error=${onFault(error)}`
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
      error: (code, metadata) => ctx.log.warn({ code, reason: toReason(metadata) }, 'auth_error'),
      warn: (code) => ctx.log.debug({ code }, 'auth_warning'),
      debug: () => {},
    },
  }
}

/** What an error says up to the first comma: behind it may stand what the other side sent. */
function toReason(metadata: unknown): string | undefined {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error
  return error instanceof Error ? error.message.split(',')[0]?.slice(0, 200) : undefined
}

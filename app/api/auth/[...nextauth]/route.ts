import NextAuth from 'next-auth'
import { authOptions } from '@/lib/accounts/auth'
import { clientIpOf } from '@/lib/client-ip'
import { getContext } from '@/lib/context'
import { visitorFromCookies } from '@/lib/http/viewer'

/** Next-auth's own URLs: csrf, callback, session, sign-out. Sign-in hands over the visitor's inboxes. */
async function handle(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const ctx = getContext()
  const visitor = visitorFromCookies(ctx, request.headers.get('cookie'))
  return NextAuth(request as never, context as never, authOptions(ctx, visitor, clientIpOf(request)))
}

export { handle as GET, handle as POST }

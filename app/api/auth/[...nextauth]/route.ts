import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/accounts/auth'
import { authRoute } from '@/lib/http/auth-route'
import { visitorFromCookies } from '@/lib/http/viewer'

/** Next-auth's own URLs: csrf, callback, session, sign-out. Sign-in hands over the visitor's inboxes. */
const handle = authRoute(({ ctx, url, init, context, clientIp, onFault }) => {
  const visitor = visitorFromCookies(ctx, init.headers.get('cookie'))
  const options = authOptions(ctx, { visitor, clientIp, onFault })
  return NextAuth(new NextRequest(url, init) as never, context as never, options)
})

export { handle as GET, handle as POST }

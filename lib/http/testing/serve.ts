/** Route modules on a real socket, mounted as the web process mounts them. */
import type { TestContext } from '@/lib/testing/context'
import { createClientIpStamp } from '@/server/web/client-ip'
import { closeServer, createWebServer, listen } from '@/server/web/listen'
import { createMount } from '@/server/web/mount'
import type { MountedRoute } from '@/server/web/routes'
import { refuseUnrouted } from '../route'
import { closeAllStreams } from '../sse'

const SHARED = Symbol.for('mayfly.context')

/** The web process's one context becomes `ctx` until it is closed. */
export async function serveRoutes(ctx: TestContext, routes: MountedRoute[]) {
  const holder = globalThis as { [SHARED]?: unknown }
  holder[SHARED] = ctx
  const stamp = createClientIpStamp([])
  const mount = createMount({ routes, refuse: refuseUnrouted, log: ctx.log })
  const server = createWebServer((req, res) => {
    stamp(req)
    if (!mount(req, res)) res.end('pages')
  })
  return {
    url: `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`,
    async close() {
      await closeServer(server, { endStreams: closeAllStreams, limitMs: 2_000 })
      delete holder[SHARED]
    },
  }
}

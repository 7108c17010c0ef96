/** The web process: the API on node:http, everything else by Next, one port, one orderly end. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import type { Config } from '@/lib/config'
import { closeContext, getContext } from '@/lib/context'
import { LaunchError } from '../launch/launch-error'
import { loadSettings } from '../launch/load-settings'
import { runCommand } from '../launch/run-command'
import { untilSignalled } from '../launch/stop'
import { createClientIpStamp } from './client-ip'
import { closeServer, createWebServer, listen } from './listen'
import { createMount, type Refuse } from './mount'
import { toOriginForm } from './request-path'
import type { MountedRoute } from './routes'

/** Within the launcher's patience, and beyond what a request in flight should need. */
const CLOSE_LIMIT_MS = 4_000

type Parts = { routes: MountedRoute[]; refuse: Refuse; endStreams(): void }

/** Serves until SIGTERM, SIGINT, or the end of the launcher that started us; then exits. */
export function startWeb(parts: Parts): Promise<void> {
  return runCommand(async () => {
    const config = loadSettings(['DATABASE_URL', 'NEXTAUTH_SECRET'])
    const { signal, promise: signalled } = untilSignalled()
    const ctx = getContext()
    process.on('unhandledRejection', (error) => ctx.log.error({ err: error }, 'unhandled_rejection'))
    const { server, close } = await serve(config, parts, process.argv.includes('--dev'))
    if (!signal.aborted) announce(config, server)
    await signalled
    await close()
    await closeContext(ctx)
    process.exit(0)
  })
}

async function serve(config: Config, { routes, refuse, endStreams }: Parts, isDev: boolean) {
  // Next needs the server and the server needs Next: requests come only after listening.
  const server = createWebServer((req, res) => void answer(req, res))
  // With a listener for upgrades node stops answering `Upgrade: h2c`, which clients send by default; only hot reload needs one.
  const upgrades = isDev ? server : createServer()
  const pages = next({ dev: isDev, dir: process.cwd(), hostname: config.HOST, port: config.PORT, httpServer: upgrades })
  const toPages = pages.getRequestHandler()
  // While developing Next serves the API too, with hot reload.
  const stampClientIp = createClientIpStamp(config.TRUSTED_PROXIES)
  const mount = isDev ? () => false : createMount({ routes, refuse, log: getContext().log })
  await pages.prepare()
  const port = await listen(server, config.PORT, config.HOST).catch((error) => {
    throw new LaunchError(`PORT: ${config.PORT} on ${config.HOST} cannot be used: ${error.message}`)
  })

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = toOriginForm(req.url ?? '/')
    if (url === null) {
      res.writeHead(400, { 'content-type': 'text/plain' }).end('Bad Request\n')
      return
    }
    req.url = url
    stampClientIp(req)
    if (mount(req, res)) return
    try {
      await toPages(req, res)
    } catch (error) {
      getContext().log.error({ err: error }, 'page_failed')
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' })
      res.end('Internal Server Error\n')
    }
  }

  return {
    server: port,
    async close() {
      await closeServer(server, { endStreams, limitMs: CLOSE_LIMIT_MS })
      await pages.close()
    },
  }
}

function announce({ HOST }: Config, port: number): void {
  const url = `http://${HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST}:${port}`
  process.stdout.write(`Mayfly web is ready on ${url}\n`)
  process.send?.({ type: 'ready', address: url })
}

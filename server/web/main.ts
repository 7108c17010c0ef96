/** The web process: the API on node:http, everything else by Next, one port, one orderly end. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import type { Config } from '@/lib/config'
import { getContext } from '@/lib/context'
import { LaunchError } from '../launch/launch-error'
import { portFault, portsOf } from '../launch/ports'
import { type Part, runPart } from '../launch/run-part'
import { PART_LEAVES_MS } from '../launch/stop-limits'
import { toUrlHost } from '../launch/url-host'
import { loadAssets } from './assets'
import { createClientIpStamp } from './client-ip'
import { closeServer, createWebServer, listen } from './listen'
import { createMount, type Refuse } from './mount'
import { isWellFormed, toOriginForm, toSegments } from './request-path'
import type { MountedRoute } from './routes'
import { refuseUnreadable, sendRefusal } from './unreadable'

/** Requests in flight get this long at the end, a little less than the whole of us. */
const CLOSE_LIMIT_MS = PART_LEAVES_MS - 1_000

type Parts = { routes: MountedRoute[]; refuse: Refuse; endStreams(): void }

/** Serves until SIGTERM, SIGINT, or the end of the launcher that started us; then exits. */
export function startWeb(parts: Parts): Promise<void> {
  return runPart({
    name: 'web',
    createContext: () => getContext(),
    serve({ config, log }) {
      process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled_rejection'))
      return serve(config, parts, process.argv.includes('--dev'))
    },
  })
}

async function serve(config: Config, { routes, refuse, endStreams }: Parts, isDev: boolean): Promise<Part> {
  // Next needs the server and the server needs Next: requests come only after listening.
  const server = createWebServer((req, res) => void answer(req, res))
  refuseUnreadable(server, refuse)
  // With a listener for upgrades node stops answering `Upgrade: h2c`, which clients send by default; only hot reload needs one.
  const upgrades = isDev ? server : createServer()
  const pages = next({ dev: isDev, dir: process.cwd(), hostname: config.HOST, port: config.PORT, httpServer: upgrades })
  const toPages = pages.getRequestHandler()
  // While developing Next serves the API too, with hot reload.
  const stampClientIp = createClientIpStamp(config.TRUSTED_PROXIES)
  const mount = isDev ? () => false : createMount({ routes, refuse, log: getContext().log })
  const sendAsset = isDev ? () => false : await loadAssets('.next/static')
  await pages.prepare()
  const port = await listen(server, config.PORT, config.HOST).catch((error) => {
    throw new LaunchError(portFault(portsOf(config)[0], error))
  })

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = toOriginForm(req.url ?? '/')
    if (url === null) return sendRefusal(res, refuse)
    // RFC 9112, section 3.2
    if (!req.headers.host && req.httpVersion !== '1.0') return sendRefusal(res, refuse)
    req.url = url
    stampClientIp(req)
    if (mount(req, res) || sendAsset(req, res)) return
    // Next answers 500 where such a path meets a page with a parameter
    if (!isWellFormed(toSegments(url))) return sendRefusal(res, refuse)
    try {
      await toPages(req, res)
    } catch (error) {
      getContext().log.error({ err: error }, 'page_failed')
      if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain' })
      res.end('Internal Server Error\n')
    }
  }

  return {
    address: `http://${toUrlHost(config.HOST)}:${port}`,
    ports: { webPort: port },
    async stop() {
      await closeServer(server, { endStreams, limitMs: CLOSE_LIMIT_MS })
      await pages.close()
    },
  }
}

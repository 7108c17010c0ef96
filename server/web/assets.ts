/**
 * Scripts, styles and fonts of the pages, as the build compressed them: fewer bytes than Next would send, and none of the
 * work for each visitor. They are few and small, and kept in memory: whatever becomes of the folder while this process
 * runs, its pages find what they name.
 */
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import Negotiator from 'negotiator'

const PREFIX = '/_next/static/'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** How the files beside a file are called, the smallest first. */
const ENDINGS = new Map([
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
])

type Asset = { type: string; bodies: Map<string, Buffer> }

/** Reads what is in `folder` now. What it gives answers requests for that; false: another must answer. */
export async function loadAssets(folder: string): Promise<(req: IncomingMessage, res: ServerResponse) => boolean> {
  const names = await readdir(folder, { recursive: true })
  const known = new Set(names)
  const assets = new Map<string, Asset>()
  for (const name of names) {
    const type = TYPES[path.extname(name)]
    if (!type) continue
    const bodies = new Map<string, Buffer>()
    for (const [encoding, ending] of ENDINGS) {
      if (known.has(name + ending)) bodies.set(encoding, await readFile(path.join(folder, name + ending)))
    }
    assets.set(name.replaceAll(path.sep, '/'), { type, bodies })
  }

  return (req, res) => {
    const { url = '', method = '' } = req
    if (!url.startsWith(PREFIX) || (method !== 'GET' && method !== 'HEAD')) return false
    const asset = assets.get(url.slice(PREFIX.length).replace(/\?.*/s, ''))
    if (!asset) return false
    send(req, res, asset)
    return true
  }
}

function send(req: IncomingMessage, res: ServerResponse, { type, bodies }: Asset): void {
  const accepted = new Negotiator(req).encodings([...bodies.keys()])
  const encoding = [...bodies.keys()].find((offered) => accepted.includes(offered)) ?? 'identity'
  const body = bodies.get(encoding)
  res.writeHead(200, {
    'Content-Type': type,
    'Content-Length': body?.length,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    Vary: 'Accept-Encoding',
    // The name changes with the bytes.
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}

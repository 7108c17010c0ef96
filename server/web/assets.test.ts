/** Files of the pages over a real socket, compressed as the build does it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compressAssets } from '@/server/launch/compress.mjs'
import { loadAssets } from './assets'
import { closeServer, createWebServer, listen } from './listen'

const folder = mkdtempSync(path.join(tmpdir(), 'mayfly-assets-'))
const SCRIPT = 'export const wings = 2\n'.repeat(200)
const SMALL = 'export {}\n'
let port = 0
let server: ReturnType<typeof createWebServer>

beforeAll(async () => {
  mkdirSync(path.join(folder, 'chunks'))
  writeFileSync(path.join(folder, 'chunks/wings.js'), SCRIPT)
  writeFileSync(path.join(folder, 'chunks/small.js'), SMALL)
  writeFileSync(path.join(folder, 'notes.html'), '<p>')
  await compressAssets(folder)
  const sendAsset = await loadAssets(folder)
  rmSync(folder, { recursive: true })
  server = createWebServer((req, res) => {
    if (!sendAsset(req, res)) res.end('pages')
  })
  port = await listen(server, 0, '127.0.0.1')
})
afterAll(() => closeServer(server, { endStreams() {}, limitMs: 1_000 }))

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ['', undefined, (bytes: Buffer) => bytes],
])('to whoever accepts "%s" a script goes as %s, for good', async (accepted, encoding, decode) => {
  const { status, headers, body } = await get('/_next/static/chunks/wings.js?v=1', accepted)
  expect(status).toBe(200)
  expect(decode(body).toString()).toBe(SCRIPT)
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['content-encoding']).toBe(encoding)
})

test('what is small goes as it is, and HEAD is told the same without it', async () => {
  expect((await get('/_next/static/chunks/small.js', 'br')).body.toString()).toBe(SMALL)
  const { headers, body } = await get('/_next/static/chunks/small.js', 'br', 'HEAD')
  expect([headers['content-length'], body.length]).toEqual([String(SMALL.length), 0])
})

test.each([
  ['GET', '/_next/static/chunks/other.js'],
  ['GET', '/_next/static/chunks/wings.js.br'],
  ['GET', '/_next/static/../static/chunks/wings.js'],
  ['GET', '/_next/static/notes.html'],
  ['GET', '/chunks/wings.js'],
  ['POST', '/_next/static/chunks/wings.js'],
])('leaves %s %s to the pages', async (method, url) => {
  expect((await get(url, 'br', method)).body.toString()).toBe('pages')
})

type Answer = { status: number | undefined; headers: Record<string, unknown>; body: Buffer }

/** Neither rewrites paths nor decodes bodies, as fetch does. */
function get(url: string, accepted: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path: url, method, headers: { 'accept-encoding': accepted } }, async (response) => {
      const body = Buffer.concat(await response.toArray())
      resolve({ status: response.statusCode, headers: response.headers, body })
    })
    sent.on('error', reject).end()
  })
}

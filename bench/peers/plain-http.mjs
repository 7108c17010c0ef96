/** Bare node:http: the same rows by the same queries, and event streams; no ownership, no validation, no limits. */
import { createServer } from 'node:http'
import pg from 'pg'
import { STATEMENTS, toBody } from './statements.mjs'

const [port, url] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 20 })
const streams = new Set()

createServer(async (request, response) => {
  const [, what, address] = (request.url ?? '').split('/')
  if (what === 'events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('retry: 2000\n\nevent: ready\ndata: {}\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
    return
  }
  if (what === 'tell') {
    const event = `event: new_message\nid: ${address}\ndata: {"subject":"${'x'.repeat(300)}"}\n\n`
    for (const stream of streams) stream.write(event)
    response.end()
    return
  }
  const { rows } = await pool.query({ name: what, text: STATEMENTS[what], values: [address] })
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(toBody(what, rows)))
}).listen(Number(port), '127.0.0.1')

/** Bare node:http: the same rows by the same queries, and event streams; no ownership, no validation, no limits. */
import { createServer } from 'node:http'
import pg from 'pg'

const [port, url] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 20 })
const streams = new Set()

const MAILBOX = 'SELECT *, is_active AND expires_at > now() AS is_live FROM mailboxes WHERE address = $1'
const LIST = `
  SELECT m.id, m.seq, m.from_name, m.from_address, m.to_list, m.subject, c.preview, m.received_at, m.is_read, m.size,
    c.attachment_count, c.otp, c.verification_link
  FROM live_mailboxes b JOIN messages m ON m.mailbox_id = b.id 
  LEFT JOIN message_contents c ON c.slot = m.slot AND c.mailbox_id = m.mailbox_id AND c.seq = m.seq
  WHERE b.address = $1 ORDER BY m.seq DESC LIMIT 50`
const MESSAGE = `
  SELECT m.id, m.seq, m.from_name, m.from_address, m.to_list, m.subject, m.received_at, m.is_read, m.size, m.message_id,
    m.date, c.preview, c.attachment_count, c.otp, c.verification_link, c.cc, c.reply_to, c.headers, c.body_text,
    c.body_html, c.attachments, c.codes, c.links, c.parse_error
  FROM live_mailboxes b JOIN messages m ON m.mailbox_id = b.id LEFT JOIN message_contents c ON c.message_id = m.id
  WHERE b.address = $1 ORDER BY m.seq LIMIT 1`
const STATEMENTS = { mailbox: MAILBOX, list: LIST, message: MESSAGE }

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
  response.end(JSON.stringify(what === 'list' ? { items: rows, next_cursor: null } : rows[0]))
}).listen(Number(port), '127.0.0.1')

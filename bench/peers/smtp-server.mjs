/** smtp-server alone: `null` throws the message away, `parsed` gives it to mailparser and keeps the result in memory. */
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

const [what, port] = process.argv.slice(2)
const kept = []

new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  async onData(stream, _session, callback) {
    if (what === 'null') {
      stream.on('end', callback)
      stream.resume()
      return
    }
    kept.push(await simpleParser(stream))
    if (kept.length > 1_000) kept.shift()
    callback()
  },
}).listen(Number(port), '127.0.0.1')

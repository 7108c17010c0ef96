// Haraka's own queues hand the message on; this one keeps it: written and flushed before the 250.
const fs = require('node:fs')
const path = require('node:path')

exports.register = function () {
  this.register_hook('rcpt', 'accept')
  this.register_hook('queue', 'store')
}

exports.accept = (next) => next(OK)

exports.store = (next, connection) => {
  const { transaction } = connection
  const place = path.join(process.env.HARAKA_STORE, `${transaction.uuid}.eml`)
  const file = fs.createWriteStream(place, { flush: true })
  file.once('error', () => next(DENYSOFT))
  file.once('close', () => next(OK))
  transaction.message_stream.pipe(file)
}

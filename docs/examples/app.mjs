/**
 * The application under test: asks for an address, mails a code to it, and welcomes whoever knows the code.
 * PORT is where it listens, SMTP_URL where it hands in its mail.
 */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import { createTransport } from 'nodemailer'

const { PORT = '4000', SMTP_URL = 'smtp://localhost:2525' } = process.env
const { hostname: host, port } = new URL(SMTP_URL)
// a Mayfly on this machine has a certificate of its own making
const transport = createTransport({ host, port: Number(port), tls: { rejectUnauthorized: false } })
/** address → code */
const codes = new Map()

const PAGE = `<!doctype html><html lang="en"><title>Sign up</title>
<form method="post" action="/sign-up"><label>E-mail <input name="email" type="email"></label><button>Send code</button></form>
<form method="post" action="/verify"><label>E-mail again <input name="again"></label>
<label>Code <input name="code"></label><button>Sign up</button></form></html>`

const server = createServer(async (req, res) => {
  let body = ''
  for await (const chunk of req) body += chunk
  const form = new URLSearchParams(body)
  res.setHeader('content-type', 'text/html; charset=utf-8')
  if (req.url === '/sign-up') {
    const email = form.get('email') ?? ''
    const code = String(randomInt(100_000, 1_000_000))
    codes.set(email, code)
    const text = `Your verification code is ${code}.\n\nOr open http://localhost:${PORT}/verify?code=${code} to confirm.\n`
    await transport.sendMail({
      from: 'Example Shop <no-reply@shop.example>',
      to: email,
      subject: 'Confirm your address',
      text,
    })
    res.end(PAGE)
  } else if (req.url === '/verify') {
    const isRight = codes.get(form.get('again') ?? '') === form.get('code')
    res.writeHead(isRight ? 200 : 403).end(isRight ? 'Welcome!' : 'That is not the code.')
  } else res.end(PAGE)
})
server.listen(Number(PORT), () => process.stdout.write(`ready on ${server.address().port}\n`))

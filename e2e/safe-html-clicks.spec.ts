/** What a reader sets off by clicking in hostile HTML, each layer alone: no script, no form, never the page around it. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type BrowserContext, expect, type Frame, type Page, test } from '@playwright/test'
import { renderDocument } from '@/lib/messages/render'
import { sanitize } from '@/lib/messages/sanitize'

const ORIGIN = 'http://mail.test'
const RUN = [
  'javascript:alert(1)',
  'javascript:top.alert(1)',
  ' java&Tab;script:alert(1)',
  'vbscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD50b3AuYWxlcnQoMSk8L3NjcmlwdD4=',
]
const TARGETS = ['', ' target=_top', ' target=_blank']
const ATTACKS = [
  ...RUN.flatMap((url) => TARGETS.slice(0, 2).map((target) => `<a href="${url}"${target}>x</a>`)),
  ...RUN.map((url) => `<form action="${url}"><button>x</button></form>`),
  ...RUN.map((url) => `<form action="https://form.test"><button formaction="${url}" formtarget=_top>x</button></form>`),
  ...RUN.map((url) => `<svg><a href="${url}"><text y=20>x</text></a></svg>`),
  ...RUN.map(
    (url) => `<map name=m><area href="${url}" shape=rect coords=0,0,99,99></map><img usemap=#m width=99 height=99>`,
  ),
  ...TARGETS.map((target) => `<a href="https://link.test/"${target}>x</a>`),
  ...TARGETS.map((target) => `<base${target}><a href="https://link.test/">x</a>`),
  ...TARGETS.map((target) => `<form action="https://form.test/"${target}><input name=a><input type=submit></form>`),
  '<form id=f action="https://form.test/" method=post target=_top></form><button form=f>x</button>',
  '<form action="https://form.test/"><input type=image src=x></form>',
  '<form action="https://form.test/" method=dialog><button formmethod=post>x</button></form>',
  '<a href="https://link.test/" ping="https://ping.test/">x</a>',
  '<label><a href="javascript:alert(1)">x</a><input type=checkbox onclick=alert(1)></label>',
  '<details ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>',
]

/** How one document is served and framed. */
type Layer = { toHtml(attack: string): string; csp?: string; sandbox?: string }

const EMPTY = { bodyText: null, subject: 'x', images: false, attachments: [], attachmentUrl: () => '/none' }
const whole = (html: string) => renderDocument({ ...EMPTY, safeHtml: html }).html
const CSP = renderDocument({ ...EMPTY, safeHtml: '' }).csp
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox'

type Seen = { ran: number; submitted: string[]; pinged: string[]; left(): string[] }

/** Shows every attack in a frame of its own, and clicks whatever can be clicked. */
async function click(
  context: BrowserContext,
  { toHtml, csp, sandbox }: Layer,
  { attacks = ATTACKS, framesPerPage = 100 } = {},
): Promise<Seen> {
  const pages: Page[] = []
  const left = () => pages.map((page) => page.url()).filter((url) => !url.startsWith(ORIGIN))
  const seen: Seen = { ran: 0, submitted: [], pinged: [], left }
  const toPage = (first: number) =>
    attacks
      .slice(first, first + framesPerPage)
      .map((_, index) => {
        const attribute = sandbox === undefined ? '' : ` sandbox="${sandbox}"`
        return `<iframe width=99 height=99 src="/attack/${first + index}"${attribute}></iframe>`
      })
      .join('')
  await context.exposeBinding('alert', () => void seen.ran++)
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url())
    const [, kind, index] = url.pathname.split('/')
    if (url.origin !== ORIGIN) {
      if (url.hostname === 'form.test') seen.submitted.push(url.href)
      if (url.hostname === 'ping.test') seen.pinged.push(url.href)
      return route.fulfill({ contentType: 'text/html', body: 'elsewhere' })
    }
    const headers = { 'content-type': 'text/html; charset=utf-8', ...(csp ? { 'content-security-policy': csp } : {}) }
    if (kind === 'attack') return route.fulfill({ headers, body: toHtml(attacks[Number(index)] ?? '') })
    return route.fulfill({ contentType: 'text/html', body: kind === 'page' ? toPage(Number(index)) : '' })
  })
  context.on('page', (opened) => void opened.opener().then((opener) => opener && opened.close()))
  for (let first = 0; first < attacks.length; first += framesPerPage) {
    const page = await context.newPage()
    pages.push(page)
    await page.goto(`${ORIGIN}/page/${first}`)
    for (const frame of page.frames().slice(1)) await clickAll(frame)
    // two frames drawn: what the clicks set off has begun
    await page
      .evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      .catch(() => {})
  }
  return seen
}

/** As a hand would, though all at once; a document that goes away on the way has been clicked enough. */
async function clickAll(frame: Frame): Promise<void> {
  await frame
    .evaluate(() => {
      const click = () => new MouseEvent('click', { bubbles: true, cancelable: true, composed: true })
      for (const found of document.querySelectorAll('a, area, button, input, summary, label'))
        found.dispatchEvent(click())
    })
    .catch(() => {})
}

test.use({ trace: 'off' })

/** Some of each kind, alone in its page: the first that leaves would take the others with it. */
const SAMPLE = [
  '<a href="javascript:alert(1)">x</a>',
  '<form action="https://form.test/"><input name=a><input type=submit></form>',
  '<a href="https://link.test/" target=_top>x</a>',
  '<a href="https://link.test/" ping="https://ping.test/">x</a>',
]

test('without any layer the clicks come through: the net catches what there is to catch', async ({ context }) => {
  const seen = await click(context, { toHtml: (attack) => attack }, { attacks: SAMPLE, framesPerPage: 1 })
  await expect
    .poll(() => [seen.ran, seen.submitted.length, seen.pinged.length, seen.left().length])
    .toEqual([1, 1, 1, 1])
})

for (const [name, layer] of Object.entries({
  'the sanitiser alone': { toHtml: sanitize },
  'the policy of the document alone': { toHtml: whole, csp: CSP },
  'the sandbox of the frame alone': { toHtml: (attack: string) => attack, sandbox: SANDBOX },
})) {
  test(`${name}: clicks run nothing, send no form, and leave the page where it is`, async ({ context }) => {
    const { ran, submitted, pinged, left } = await click(context, layer)
    expect({ ran, submitted, left: left() }).toEqual({ ran: 0, submitted: [], left: [] })
    // a sandbox says nothing about who else hears of a click
    if (!('sandbox' in layer)) expect(pinged).toEqual([])
  })
}

test('the sanitiser alone: no connection is opened ahead of a click', async ({ context }) => {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const hints = ['preconnect', 'prefetch', 'modulepreload', 'preload as=image', 'dns-prefetch']
    .map((rel) => `<link rel=${rel} href=http://127.0.0.1:${port}/>`)
    .join('')
  try {
    for (const { toHtml, most } of [
      { toHtml: sanitize, most: 0 },
      { toHtml: (html: string) => html, most: Number.POSITIVE_INFINITY },
    ]) {
      const page = await context.newPage()
      await page.route(`${ORIGIN}/`, (route) => route.fulfill({ contentType: 'text/html', body: toHtml(hints) }))
      await page.goto(`${ORIGIN}/`)
      // the second page shows that they would have come by now
      if (most > 0) await expect.poll(() => connections).toBeGreaterThan(0)
      else expect(connections).toBe(0)
      await page.close()
    }
  } finally {
    server.close()
  }
})

/** Each of the layers around hostile HTML alone, the others off, in a real browser: attacks by the hundred. */
import { type BrowserContext, expect, type Frame, test } from '@playwright/test'
import { HOSTILE_FAMILIES } from '@/lib/messages/fixtures/hostile-families'
import { HOSTILE_HTML } from '@/lib/messages/fixtures/hostile-html'
import { renderDocument } from '@/lib/messages/render'
import { sanitize } from '@/lib/messages/sanitize'

const ATTACKS = [...new Set([...HOSTILE_HTML, ...HOSTILE_FAMILIES])]
const FRAMES_PER_PAGE = 80
const ORIGIN = 'http://mail.test'

/** How one document is served and framed. */
type Layer = { toHtml(attack: string): string; csp?: string; sandbox?: string }

const whole = (html: string) => renderDocument({ ...EMPTY, safeHtml: html }).html
const EMPTY = { bodyText: null, subject: 'x', images: false, attachments: [], attachmentUrl: () => '/none' }
const CSP = renderDocument({ ...EMPTY, safeHtml: '' }).csp
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox'
/** As a browser without the `sandbox` directive would take it. */
const CSP_OF_SOURCES = CSP.replace(/; sandbox.*$/, '')

/**
 * `navigated`: the page or the document of an attack; what documents hold inside of them counts as requested.
 * `movers`: the attacks that may have done it, or opened a window; all of a page where the page itself was moved.
 */
type Seen = { ran: Set<string>; navigated: Set<string>; requested: Set<string>; popups: string[]; movers: Set<string> }

/** Shows every attack in a frame of its own, and what came of it. */
async function show(
  context: BrowserContext,
  { toHtml, csp, sandbox }: Layer,
  attacks: readonly string[] = ATTACKS,
): Promise<Seen> {
  const seen: Seen = { ran: new Set(), navigated: new Set(), requested: new Set(), popups: [], movers: new Set() }
  let shown: readonly string[] = []
  const suspect = (some: readonly string[]) => {
    for (const attack of some) seen.movers.add(attack)
  }
  await context.exposeBinding('alert', ({ frame }) => void seen.ran.add(attacks[indexIn(frame.url())] ?? frame.url()))
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== ORIGIN) {
      const hasMoved = route.request().isNavigationRequest() && isTopOrAttack(route.request().frame())
      const list = hasMoved ? seen.navigated : seen.requested
      list.add(url.href)
      const mover = attacks[indexIn(route.request().frame().url())]
      if (hasMoved) suspect(mover === undefined ? shown : [mover])
      return route.abort()
    }
    const [, kind, index] = url.pathname.split('/')
    const headers = { 'content-type': 'text/html; charset=utf-8', ...(csp ? { 'content-security-policy': csp } : {}) }
    if (kind === 'attack') return route.fulfill({ headers, body: toHtml(attacks[Number(index)] ?? '') })
    if (kind === 'page')
      return route.fulfill({ contentType: 'text/html', body: toPage(attacks, Number(index), sandbox) })
    // what a relative address asks of our own host; the page's own favicon aside
    if (kind !== 'favicon.ico') seen.requested.add(url.href)
    return route.abort()
  })
  for (let first = 0; first < attacks.length; first += FRAMES_PER_PAGE) {
    const page = await context.newPage()
    shown = attacks.slice(first, first + FRAMES_PER_PAGE)
    page.on('popup', (popup) => {
      seen.popups.push(popup.url())
      suspect(shown)
    })
    await page.goto(`${ORIGIN}/page/${first}`, { waitUntil: 'load' })
    // two frames drawn: what starts by itself has started
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.close()
  }
  return seen
}

const toPage = (attacks: readonly string[], first: number, sandbox: string | undefined) =>
  attacks
    .slice(first, first + FRAMES_PER_PAGE)
    .map((_, index) => {
      const attribute = sandbox === undefined ? '' : ` sandbox="${sandbox}"`
      return `<iframe width=300 height=100 src="/attack/${first + index}"${attribute}></iframe>`
    })
    .join('')

const isTopOrAttack = (frame: Frame) => (frame.parentFrame()?.parentFrame() ?? null) === null

const indexIn = (url: string) => Number(/\/attack\/(\d+)$/.exec(url)?.[1] ?? Number.NaN)

test.describe.configure({ timeout: 180_000 })
// hundreds of frames: a trace would cost more than the test
test.use({ trace: 'off' })

test('without any layer the attacks come through: the net catches what there is to catch', async ({ context }) => {
  const sample = ATTACKS.filter((_, index) => index % 4 === 0)
  const seen = await show(context, { toHtml: (attack) => attack }, sample)
  expect(ATTACKS.length).toBeGreaterThan(400)
  expect(seen.ran.size).toBeGreaterThan(20)
  expect(seen.requested.size).toBeGreaterThan(5)
  expect(seen.navigated.size).toBeGreaterThan(0)
})

test('the sanitiser alone: nothing runs, nothing navigates, nothing is asked of anyone', async ({ context }) => {
  const seen = await show(context, { toHtml: sanitize })
  expect(toLists(seen)).toEqual({ ran: [], navigated: [], requested: [], popups: [] })
})

test('the sources that the policy names: nothing runs, nothing is fetched; with its sandbox nothing navigates either', async ({
  browser,
}) => {
  const sources = await browser.newContext()
  const seen = await show(sources, { toHtml: whole, csp: CSP_OF_SOURCES })
  await sources.close()
  expect([...seen.ran]).toEqual([])
  // a document may still send itself elsewhere: that is what the sandbox is for, which only takes away
  expect([...seen.requested]).toEqual([])
  expect(seen.movers.size).toBeGreaterThan(0)
  const sandboxed = await browser.newContext()
  const left = await show(sandboxed, { toHtml: whole, csp: CSP }, [...seen.movers])
  await sandboxed.close()
  expect(toLists(left)).toEqual({ ran: [], navigated: [], requested: [], popups: [] })
})

test('the sandbox of the frame alone: nothing runs, and the page around it stays where it is', async ({ context }) => {
  const seen = await show(context, { toHtml: (attack) => attack, sandbox: SANDBOX })
  expect([...seen.ran]).toEqual([])
  expect([...seen.navigated]).toEqual([])
  expect(seen.popups).toEqual([])
})

function toLists({ ran, navigated, requested, popups }: Seen) {
  return { ran: [...ran], navigated: [...navigated], requested: [...requested], popups }
}

import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import { HOSTILE_FAMILIES } from './fixtures/hostile-families'
import { HOSTILE_HTML } from './fixtures/hostile-html'
import { renderDocument } from './render'
import { sanitize } from './sanitize'

const ATTACKS = [...HOSTILE_HTML, ...HOSTILE_FAMILIES]

const TAGS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set(
  'style align valign dir lang title width height bgcolor href target rel src alt data-remote-src color face size border cellpadding cellspacing role colspan rowspan nowrap scope span start type reversed open'.split(
    ' ',
  ),
)

/** Everything in `html` that is not on the list of the harmless. */
function listHarm(html: string): string[] {
  const harm: string[] = []
  new Parser({
    onopentag(name, attributes) {
      if (!TAGS.has(name)) harm.push(`<${name}>`)
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!ATTRIBUTES.has(attribute)) harm.push(attribute)
        if (attribute === 'href' && !/^(https?:\/\/|mailto:)/.test(value)) harm.push(value)
        if (attribute === 'src' && !/^(cid:|data:image\/(png|jpe?g|gif|webp);base64,)/.test(value)) harm.push(value)
        if (attribute === 'data-remote-src' && (name !== 'img' || !/^https?:\/\//.test(value))) harm.push(value)
        if (attribute === 'style' && /url|expression|@|\\|\/\*|position|z-index|behavior|binding|var\(/i.test(value)) {
          harm.push(value)
        }
      }
    },
    oncomment: (text) => harm.push(`<!--${text}-->`),
    onprocessinginstruction: (name) => harm.push(`<${name}>`),
  }).end(html)
  return harm
}

test('knows several hundred attacks', () => {
  expect(new Set(ATTACKS).size).toBeGreaterThan(400)
})

test.each(ATTACKS)('leaves nothing that runs, loads or covers of %s', (attempt) => {
  const safe = sanitize(attempt)
  expect(listHarm(safe)).toEqual([])
  // what is safe stays what it is, however often it is read again; the first time tags may find other places
  const again = sanitize(safe.replaceAll('data-remote-src', 'src'))
  expect(listHarm(again)).toEqual([])
  expect(sanitize(again.replaceAll('data-remote-src', 'src'))).toBe(again)
})

test.each(ATTACKS)('nor does it run behind other text: %s', (attempt) => {
  for (const prefix of [
    '<p>',
    '<table><tr>',
    '<a href="https://ok.example">',
    '<pre>',
    '</div></body></html>',
    '<b title="',
  ]) {
    expect(listHarm(sanitize(prefix + attempt))).toEqual([])
  }
})

test('keeps what mail is made of', () => {
  const mail =
    '<table width="600" bgcolor="#ffffff"><tr><td align="center" style="padding: 8px; color: #333"><a href="https://x.example/?a=1&amp;b=2">go</a> <b>bold</b></td></tr></table>'
  expect(sanitize(mail)).toBe(
    '<table bgcolor="#ffffff" width="600"><tr><td align="center" style="padding:8px;color:#333"><a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">go</a> <b>bold</b></td></tr></table>',
  )
})

const input = {
  bodyText: null,
  subject: 'a <b>',
  images: false,
  attachments: [],
  attachmentUrl: (i: number) => `/att/${i}`,
}

test('remote images are held back until they are asked for', () => {
  const safeHtml = sanitize('<img src="https://x.example/a.png?a=1&amp;b=2" alt="a"><img src="//x.example/b.png">')
  const closed = renderDocument({ ...input, safeHtml })
  expect(closed.html).not.toMatch(/ src="/)
  expect(closed.heldBackImages).toBe(2)
  expect(closed.csp).not.toMatch(/https?:/)
  const open = renderDocument({ ...input, safeHtml, images: true })
  expect(open.html).toContain('src="https://x.example/a.png?a=1&amp;b=2"')
  expect(open.html).toContain('src="https://x.example/b.png"')
  expect(open.csp).toContain("img-src 'self' data: http: https:")
})

test('text that imitates the mark of a held-back image stays text', () => {
  const safeHtml = sanitize('<p>a data-remote-src="https://x.example/" b</p>')
  expect(renderDocument({ ...input, safeHtml, images: true }).html).toContain(
    '<p>a data-remote-src="https://x.example/" b</p>',
  )
})

test('images inside of the message are shown in place, large ones by their attachment', () => {
  const attachment = { index: 3, filename: null, content_type: 'image/png', size: 1, content_id: 'b@x', inline: true }
  const { html } = renderDocument({
    ...input,
    safeHtml: sanitize('<img src="cid:a@x"><img src="cid:b%40x"><img src="cid:none">'),
    attachments: [attachment],
    inlineImages: new Map([['a@x', 'data:image/png;base64,AAAA']]),
  })
  expect(html).toContain('<img src="data:image/png;base64,AAAA" /><img src="/att/3" /><img />')
})

test('the document forbids scripts, forms, frames and foreign addresses, and escapes its title', () => {
  const { html, csp } = renderDocument({ ...input, safeHtml: '<p>x</p>' })
  expect(csp).toContain("default-src 'none'")
  expect(csp).toContain('sandbox allow-popups allow-popups-to-escape-sandbox')
  expect(csp).not.toContain('allow-scripts')
  expect(csp).not.toContain('allow-same-origin')
  expect(csp).toContain("form-action 'none'; base-uri 'none'; frame-ancestors 'self'")
  expect(html).toContain('<title>a &lt;b&gt;</title>')
})

test('plain text is escaped and its addresses become links', () => {
  const { html } = renderDocument({
    ...input,
    safeHtml: null,
    bodyText: '<script> see https://x.example/?a=1&b="2". ok',
  })
  expect(html).toContain(
    '&lt;script&gt; see <a href="https://x.example/?a=1&amp;b=" target="_blank" rel="noopener noreferrer nofollow" data-target="x.example">https://x.example/?a=1&amp;b=</a>&quot;2&quot;. ok',
  )
})

test.each([
  ['<a href="https://evil.example/a">Click</a>', 'evil.example', null],
  ['<a href="https://evil.example/a">https://bank.example/login</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/a"><b>www.bank.example</b></a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/a">bank.example</a>', 'evil.example', 'evil.example'],
  [
    '<a href="https://bank.example.evil.example/a">bank.example</a>',
    'bank.example.evil.example',
    'bank.example.evil.example',
  ],
  ['<a href="https://click.bank.example/a">bank.example</a>', 'click.bank.example', null],
  ['<a href="https://bank.example/a">www.bank.example/path</a>', 'bank.example', null],
  ['<a href="https://bank.example@evil.example/">Bank</a>', 'evil.example', 'evil.example'],
  ['<a href="https://b\u0430nk.example/">bank.example</a>', 'xn--bnk-6cd.example', 'xn--bnk-6cd.example'],
  ['<a href="https://x.example/a">report.pdf</a>', 'x.example', null],
  ['<a href="https://x.example/a">Mr. Smith</a>', 'x.example', null],
  ['<a href="mailto:a@b.example?subject=x">bank.example</a>', 'mail to a@b.example', null],
  ['<a title=" href=" href="https://evil.example/">https://bank.example</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/" title=\' href="x\'>bank.example</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">b&#8203;ank.example</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">bank\u3002example.</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">go to paypal.com now</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">Your bank (bank.example), at your side</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">from evil.example to paypal.com.</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">https://evil.example/ or www.paypal.com</a>', 'evil.example', 'evil.example'],
  ['<a href="https://paypal.com/x">go to <b>paypal.com</b> now</a>', 'paypal.com', null],
  ['<a href="https://paypal.com/x">Visit<br>paypal.com</a>', 'paypal.com', null],
  ['<a href="https://evil.example/">pay<b>pal</b>.com is safe</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/"><div>paypal</div>.com</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/">paypal<span style="display:none"> </span>.com</a>', 'evil.example', 'evil.example'],
  ['<a href="https://evil.example/"><i style="max-height:0">see paypal.com</i></a>', 'evil.example', 'evil.example'],
  ['<a href="https://x.example/a">Your mail was sent.Then read it in version 2.0 (report.pdf)</a>', 'x.example', null],
  ['<a href="https://x.example/a">Confirm sam@client.example</a>', 'x.example', null],
  ['<a href="https://evil.test/x">support@bank.example</a>', 'evil.test', 'evil.test'],
  ['<a href="https://evil.test/x"> &lt;support@<b>bank</b>.example&gt; </a>', 'evil.test', 'evil.test'],
  ['<a href="https://www.bank.example/x">support@bank.example</a>', 'www.bank.example', null],
  ['<a href="mailto:a@evil.test">support@bank.example</a>', 'mail to a@evil.test', 'mail to a@evil.test'],
  [
    '<a href="mailto:support@bank.example,a%40evil.test">Support@Bank.example</a>',
    'mail to support@bank.example,a%40evil.test',
    'mail to support@bank.example,a%40evil.test',
  ],
  [
    '<a href="mailto:help@mail.bank.example?subject=x">support@bank.example</a>',
    'mail to help@mail.bank.example',
    null,
  ],
  ['<a href="mailto:a@evil.test">Write to us</a>', 'mail to a@evil.test', null],
  ['<a href="https://x.example/a">ASP.NET</a>', 'x.example', null],
  ['<a href="https://x.example/a">Learn ASP.NET and VB.NET, e.g. today</a>', 'x.example', null],
  ['<a href="https://x.example/a">e.g.</a>', 'x.example', null],
  ['<a href="https://x.example/a">U.S.</a>', 'x.example', null],
  ['<a href="https://x.example/a">v1.2.3</a>', 'x.example', null],
  ['<a href="https://x.example/a">Only $12.50.Now or never, with v2.0.Then more</a>', 'x.example', null],
  ['<a href="https://x.example/a">$12.50.Now</a>', 'x.example', null],
  ['<a href="https://evil.test/a">$12.50.Paypal.com</a>', 'evil.test', 'evil.test'],
  ['<a href="https://evil.test/a">163.com</a>', 'evil.test', 'evil.test'],
  ['<a href="https://evil.test/a">PAYPAL.NET</a>', 'evil.test', 'evil.test'],
])('%s says where it leads', (html, target, elsewhere) => {
  const shown = renderDocument({ ...input, safeHtml: sanitize(html) }).html
  expect(/ data-target="([^"]*)"/.exec(shown)?.[1] ?? null).toBe(target)
  expect(/ data-elsewhere="([^"]*)"/.exec(shown)?.[1] ?? null).toBe(elsewhere)
})

test.each([
  ['empty tags', '<b></b>'],
  ['what cannot be seen', '&#8203; \n'],
  ['hidden words', '<i style="display:none">x</i>'],
])('%s in front of the words of a link do not keep its mark away', (_, padding) => {
  const html = `<a href="https://evil.example/">${padding.repeat(2_000)}paypal.com</a>`
  expect(renderDocument({ ...input, safeHtml: sanitize(html) }).html).toContain('data-elsewhere="evil.example"')
})

test('links inside of links are marked in time that grows with their number', () => {
  const measure = (count: number) => {
    const html = sanitize('<a href="https://x.example/">a.example b '.repeat(count))
    const start = performance.now()
    renderDocument({ ...input, safeHtml: html })
    return performance.now() - start
  }
  measure(1_000)
  const [short, long] = [measure(2_000), measure(20_000)]
  expect(long).toBeLessThan(Math.max(short, 5) * 40)
})

test('what an attribute of an image says is no attribute', () => {
  const { html, heldBackImages } = renderDocument({
    ...input,
    safeHtml: sanitize('<img alt=" data-remote-src=" width=1><img src="cid:none" title=" data-remote-src=">'),
  })
  expect(heldBackImages).toBe(0)
  expect(html).not.toContain('cid:')
})

test('a document asks for no name and opens no connection ahead of a click', () => {
  const hints = ['dns-prefetch', 'preconnect', 'prefetch', 'prerender', 'modulepreload', 'preload']
  const html = hints.map((rel) => `<link rel=${rel} href=//evil.example><a rel=${rel} href=https://evil.example>x</a>`)
  expect(sanitize(html.join(''))).not.toMatch(/<link|prefetch|pre(?:connect|render|load)/)
  const document = renderDocument({
    safeHtml: '',
    bodyText: null,
    subject: 'x',
    images: false,
    attachments: [],
    attachmentUrl: () => '',
  })
  expect(document.html).toContain('<meta http-equiv="x-dns-prefetch-control" content="off">')
})

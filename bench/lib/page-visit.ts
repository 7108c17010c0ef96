/** One visit in a real Chromium: what a page fetches, and when it shows what it is for. */
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page, Response } from 'playwright'

export type Visit = {
  /** Gzipped, of every script fetched before the page is idle. */
  scriptBytes: number
  /** The same scripts as they were sent. */
  sentBytes: number
  /** Milliseconds after the navigation began; NaN where the browser named none. */
  largestPaintMs: number
  /** Milliseconds until an `@` stood in the heading. */
  addressMs: number
  /** Sum of all layout shifts, as Web Vitals count them. */
  layoutShift: number
}

export type Network = { name: string; bytesPerSecond: number; latencyMs: number } | null

type Seen = { paint: number; address: number; shift: number }

/** No script was asked for during this time: the page has all it wants until somebody touches it. */
const IDLE_MS = 1_000

/** Opens `url` with an empty cache. A context of an earlier visit brings its cookies. */
export async function visit(context: BrowserContext, url: string, network: Network): Promise<Visit> {
  const page = await context.newPage()
  await page.addInitScript(watch)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (network) {
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latencyMs,
      downloadThroughput: network.bytesPerSecond,
      uploadThroughput: network.bytesPerSecond,
    })
  }
  const scripts = countScripts(page)
  await page.goto(url)
  await page.waitForFunction(() => document.querySelector('h1')?.textContent?.includes('@'))
  const { scriptBytes, sentBytes } = await scripts.whenIdle()
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen)
  await page.close()
  return { scriptBytes, sentBytes, largestPaintMs: seen.paint, addressMs: seen.address, layoutShift: seen.shift }
}

export async function newVisitor(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 800 } })
}

function countScripts(page: Page): { whenIdle(): Promise<Pick<Visit, 'scriptBytes' | 'sentBytes'>> } {
  const sizes: Promise<{ gzip: number; sent: number }>[] = []
  let lastAt = performance.now()
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    lastAt = performance.now()
    sizes.push(sizesOf(response))
  })
  return {
    async whenIdle() {
      while (performance.now() - lastAt < IDLE_MS) await page.waitForTimeout(100)
      const all = await Promise.all(sizes)
      return {
        scriptBytes: all.reduce((sum, { gzip }) => sum + gzip, 0),
        sentBytes: all.reduce((sum, { sent }) => sum + sent, 0),
      }
    },
  }
}

async function sizesOf(response: Response): Promise<{ gzip: number; sent: number }> {
  const { responseBodySize } = await response.request().sizes()
  return { gzip: gzipSync(await response.body()).length, sent: responseBodySize }
}

/** Runs in the page, before anything of it. */
function watch(): void {
  const seen: Seen = { paint: Number.NaN, address: Number.NaN, shift: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paint = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    if (document.querySelector('h1')?.textContent?.includes('@')) seen.address = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

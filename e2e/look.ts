/** How pages are looked at: by whom, and with what in mind. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** The smallest picture. */
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Layout depends on the width alone and colours on the scheme alone: two views see both of each. */
export const VIEWS = {
  'a wide screen in the light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'a phone in the dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
} as const

/** The mail's own document is not ours to judge. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

/** How far a page scrolls sideways: 0 is right. */
export const sidewaysRoom = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

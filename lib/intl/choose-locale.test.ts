import { expect, test } from 'vitest'
import { chooseLocale } from './choose-locale'

test.each([
  [null, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['en-GB,en;q=0.9,es;q=0.8', 'en'],
  ['en;q=0.5, es;q=0.8', 'es'],
  ['es;q=0.5, en;q=0.8', 'en'],
  ['de-DE, es;q=0.7, en;q=0.3', 'es'],
  ['ja, ko;q=0.5', 'en'],
  ['es;q=0, ja', 'en'],
  ['ES-es', 'es'],
])('a browser that asks for %j gets %s', (header, locale) => {
  expect(chooseLocale(undefined, header)).toBe(locale)
})

test('what the visitor chose counts more than what the browser asks for', () => {
  expect(chooseLocale('es', 'en')).toBe('es')
  expect(chooseLocale('en', 'es')).toBe('en')
})

test.each(['fr', '', 'ES', '../es', 'constructor', 'es\0'])('a cookie that says %j chooses nothing', (cookie) => {
  expect(chooseLocale(cookie, 'es')).toBe('es')
  expect(chooseLocale(cookie, null)).toBe('en')
})

test.each([
  ['not a language at all;;;q=,,', 'en'],
  ['%00, \u0001, es', 'es'],
  ['x'.repeat(20_000), 'en'],
  [Array.from({ length: 5_000 }, (_, at) => `a${at};q=0.${at % 10}`).join(','), 'en'],
])('a hostile header does no harm', (header, locale) => {
  const startedAt = performance.now()
  expect(chooseLocale(undefined, header)).toBe(locale)
  expect(performance.now() - startedAt).toBeLessThan(500)
})

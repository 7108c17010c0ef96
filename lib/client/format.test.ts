import { expect, test } from 'vitest'
import { age, duration, fileSize, timeLeft } from './format'

const MINUTE = 60_000

test.each([
  [60 * MINUTE, '60 minutes'],
  [59.4 * MINUTE, '59 minutes'],
  [5 * MINUTE, '5 minutes'],
  [5 * MINUTE - 1, '5:00'],
  [61_000, '1:01'],
  [1, '0:01'],
  [-5_000, '0:00'],
  [150 * MINUTE, '2 h 30 min'],
  [7 * 24 * 60 * MINUTE, '7 days'],
])('%d ms left are said as %s', (ms, words) => {
  expect(timeLeft(ms)).toBe(words)
})

test('the age of a message is relative for an hour', () => {
  const now = Date.parse('2026-11-22T18:00:00.000Z')
  expect(age('2026-11-22T17:59:30.000Z', now)).toBe('now')
  expect(age('2026-11-22T17:57:00.000Z', now)).toBe('3 min')
  expect(age('2026-11-22T18:00:01.000Z', now)).toBe('now')
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [84_213, '84 kB'],
  [1_884_213, '1.9 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words)
})

test.each([
  [1, '1 minute'],
  [45, '45 minutes'],
  [60, '1 hour'],
  [90, '1 h 30 min'],
  [1_440, '24 hours'],
  [10_080, '7 days'],
])('%d minutes of a plan are %s', (minutes, words) => {
  expect(duration(minutes)).toBe(words)
})

import { createFormatter, createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import en from '@/lib/intl/en.json'
import es from '@/lib/intl/es.json'
import type { Locale } from '@/lib/intl/schema'
import { createFormat } from './format'

const MINUTE = 60_000

const formatIn = (locale: Locale, messages: typeof en) =>
  createFormat(createTranslator({ locale, messages, namespace: 'words' }), createFormatter({ locale }))

const english = formatIn('en', en)
const spanish = formatIn('es', es)

test.each([
  [60 * MINUTE, '60 minutes', '60 minutos'],
  [59.4 * MINUTE, '59 minutes', '59 minutos'],
  [5 * MINUTE, '5 minutes', '5 minutos'],
  [5 * MINUTE - 1, '5:00', '5:00'],
  [61_000, '1:01', '1:01'],
  [1, '0:01', '0:01'],
  [-5_000, '0:00', '0:00'],
  [150 * MINUTE, '2 h 30 min', '2 h 30 min'],
  [7 * 24 * 60 * MINUTE, '7 days', '7 días'],
])('%d ms left are said as %s, or %s', (ms, words, palabras) => {
  expect(english.timeLeft(ms)).toBe(words)
  expect(spanish.timeLeft(ms)).toBe(palabras)
})

test('the age of a message is relative for an hour', () => {
  const now = Date.parse('2026-11-22T18:00:00.000Z')
  expect(english.age('2026-11-22T17:59:30.000Z', now)).toBe('now')
  expect(english.age('2026-11-22T17:57:00.000Z', now)).toBe('3 min')
  expect(english.age('2026-11-22T18:00:01.000Z', now)).toBe('now')
  expect(spanish.age('2026-11-22T17:59:30.000Z', now)).toBe('ahora')
  expect(spanish.age('2026-11-22T17:57:00.000Z', now)).toBe('3 min')
})

test.each([
  [0, '0 B', '0 B'],
  [999, '999 B', '999 B'],
  [84_213, '84 kB', '84 kB'],
  [1_884_213, '1.9 MB', '1,9 MB'],
])('%d bytes are %s, or %s', (bytes, words, palabras) => {
  expect(english.fileSize(bytes)).toBe(words)
  expect(spanish.fileSize(bytes)).toBe(palabras)
})

test.each([
  [1, '1 minute', '1 minuto'],
  [45, '45 minutes', '45 minutos'],
  [60, '1 hour', '1 hora'],
  [90, '1 h 30 min', '1 h 30 min'],
  [1_440, '24 hours', '24 horas'],
  [10_080, '7 days', '7 días'],
])('%d minutes of a plan are %s, or %s', (minutes, words, palabras) => {
  expect(english.duration(minutes)).toBe(words)
  expect(spanish.duration(minutes)).toBe(palabras)
})

test('a day is the same day wherever it is rendered', () => {
  expect(english.day('2026-11-22T23:59:59.999Z')).toBe('Nov 22, 2026')
  expect(spanish.day('2026-11-22T00:00:00.000Z')).toBe('22 nov 2026')
})

test('plans of the product have names, those of an operator are shown as they are', () => {
  expect(english.planName('free')).toBe('Free')
  expect(spanish.planName('anonymous')).toBe('Anónimo')
  expect(spanish.planName('team-42')).toBe('team-42')
  expect(spanish.planName('constructor')).toBe('constructor')
})

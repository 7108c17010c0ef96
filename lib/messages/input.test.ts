import { expect, test } from 'vitest'
import { ListMessagesQuery } from './input'

const since = (text: string) => ListMessagesQuery.safeParse({ since: text }).data?.since?.toISOString()

test('takes every time that RFC 3339 5.6 allows, and nothing that is none', () => {
  expect(since('2026-11-02T09:00:00Z')).toBe('2026-11-02T09:00:00.000Z')
  expect(since('2026-11-02t09:00:00z')).toBe('2026-11-02T09:00:00.000Z')
  expect(since('2026-11-02t09:00:00.25+01:30')).toBe('2026-11-02T07:30:00.250Z')
  for (const text of [
    '',
    'yesterday',
    '2026-11-02',
    '2026-11-02T09:00:00',
    '2026-02-30T09:00:00Z',
    '1762074000',
    'z',
  ]) {
    expect(since(text), text).toBeUndefined()
  }
})

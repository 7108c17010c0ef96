/** Every language has every text, with the same gaps to fill. */
import { expect, test } from 'vitest'
import { ERRORS } from '@/lib/errors'
import { english, gaps, spanish } from './testing/texts'

/** Brand, protocol words, and words that both languages share. */
const SAME_IN_BOTH = /^(API|HTML|Cc|URL|Plan|Webhooks?|Pro)$/

/** The API's own English sentence, which only English texts may take up. */
const withoutDetail = (names: string[]) => names.filter((name) => name !== 'detail')

test('both languages have the same texts', () => {
  expect([...spanish.keys()]).toEqual([...english.keys()])
})

test('a text asks for the same values in both languages, by tags of the same names', () => {
  const asked = (texts: Map<string, string>) =>
    Object.fromEntries([...texts].map(([key, text]) => [key, withoutDetail(gaps(text))]))
  expect(asked(spanish)).toEqual(asked(english))
})

test('Spanish knows every form of plural that English knows', () => {
  const forms = (text: string) => [...text.matchAll(/(?:=\d+|one|other) \{/g)].map(([form]) => form)
  const missing = [...english].filter(
    ([key, text]) =>
      text.includes(', plural,') && forms(text).some((form) => !forms(spanish.get(key) ?? '').includes(form)),
  )
  // without a plural of their own in English, Spanish ones may have more forms, never fewer
  expect(missing.map(([key]) => key)).toEqual([])
})

/** What only scripts can meet: pages send no such requests, and show such files and messages without asking. */
const NEVER_ON_A_PAGE = [
  'bad_request',
  'malformed_json',
  'read_only_key',
  'attachment_not_found',
  'no_attachments',
  'no_preview',
  'method_not_allowed',
  'unsupported_media_type',
  'invalid_idempotency_key',
  'idempotency_key_reused',
  'headers_too_large',
]

test('every refusal of the API that a page can meet has words', () => {
  const without = Object.keys(ERRORS).filter((code) => !english.has(`errors.${code}`))
  expect(without).toEqual(NEVER_ON_A_PAGE)
})

test('nothing was left untranslated', () => {
  const words = (text: string) => text.replace(/\{[^}]*\}|<[^>]*>/g, '')
  const same = [...english].filter(([key, text]) => spanish.get(key) === text && /\p{L}{3}/u.test(words(text)))
  const isShared = ([, text]: [string, string]) => SAME_IN_BOTH.test(text)
  expect(same.filter((entry) => !isShared(entry)).map(([key]) => key)).toEqual([
    'meta.page',
    'words.hoursAndMinutes',
    'plans.webhooks',
  ])
})

import { expect, test } from 'vitest'
import { toAddresses } from './addresses'

/** A list, and its entries as [name, address]. */
const LISTS: [string, [string, string][]][] = [
  ['a@b.example', [['', 'a@b.example']]],
  ['=?utf-8?Q?Doe=2C_Jane?= <a@b.example>', [['Doe, Jane', 'a@b.example']]],
  ['"=?utf-8?Q?Doe=2C_Jane?=" <a@b.example>', [['Doe, Jane', 'a@b.example']]],
  ['=?utf-8?Q?Jane?= =?utf-8?Q?Doe?=<a@b.example>', [['JaneDoe', 'a@b.example']]],
  ['a@b.example (Jane =?utf-8?Q?D=C3=B6?=)', [['Jane Dö', 'a@b.example']]],
  ['"Jane \\"J\\" Doe" <a@b.example>', [['Jane "J" Doe', 'a@b.example']]],
  ['Jane <a@b.example', [['Jane', 'a@b.example']]],
  ['"Jane <a@b.example>', [['Jane', 'a@b.example']]],
  ['<a@b.example> Jane', [['Jane', 'a@b.example']]],
  [
    'a@b.example; c@d.example',
    [
      ['', 'a@b.example'],
      ['', 'c@d.example'],
    ],
  ],
  [
    'Team:a@b.example,"X" <c@d.example>;, e@f.example',
    [
      ['', 'a@b.example'],
      ['X', 'c@d.example'],
      ['', 'e@f.example'],
    ],
  ],
  ['user@[192.0.2.1]', [['', 'user@[192.0.2.1]']]],
  // routes and comments (RFC 5322, 4.4 and 3.2.2)
  ['Mary <@relay.example:mary@b.example>', [['Mary', 'mary@b.example']]],
  ['<@r.example,@s.example:mary@b.example>', [['', 'mary@b.example']]],
  ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', [['Pete', 'pete@silly.test']]],
  ['a@b.example (nested (comment))', [['nested comment', 'a@b.example']]],
  ['"not (a comment" <a@b.example>', [['not (a comment', 'a@b.example']]],
  // an address in the name is no address
  ['"ceo@bank.example" <a@b.example>', [['ceo@bank.example', 'a@b.example']]],
  ['<>', []],
  ['', []],
  [',,;', []],
]

test.each(LISTS)('reads the list %j', (value, entries) => {
  expect(toAddresses(value).map(({ name, address }) => [name, address])).toEqual(entries)
})

test('of a list as long as the head of a message may be two thousand addresses are read', () => {
  const list = (count: number) =>
    Array.from({ length: count }, (_, i) => `"Last, First" <person.${i}@b.example>`).join(', ')
  expect(toAddresses(list(1_000))).toHaveLength(1_000)
  expect(toAddresses(list(1_000)).at(-1)).toEqual({ name: 'Last, First', address: 'person.999@b.example' })
  expect(toAddresses(list(2_500))).toHaveLength(2_000)
})

test.each(['(', '"', '\\"', '("', '<(', 'a@b.example,', 'a@b,', 'a:', '=?u?q?'])(
  'many times %j is read in bounded time',
  (piece) => {
    const used = process.cpuUsage()
    expect(toAddresses(piece.repeat(131_072 / piece.length)).length).toBeLessThanOrEqual(2_000)
    expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000)
  },
)

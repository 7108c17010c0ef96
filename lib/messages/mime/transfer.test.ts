import { randomBytes } from 'node:crypto'
import libqp from 'libqp'
import { expect, test } from 'vitest'
import type { Encoding } from './content-type'
import { createDecoder, decodeWhole, SLICE_BYTES } from './transfer'

const BYTES = randomBytes(2 * SLICE_BYTES)
const base64 = BYTES.toString('base64').replace(/.{76}/g, '$&\r\n')
const binaryLines = libqp.wrap(libqp.encode(BYTES))
const words = 'Gr=C3=BC=C3=9Fe  \r\nund mehr =  \r\ndavon =3D 3=3\r\nD\t\r\n'.repeat(6_000)

/** As old software writes it, the last bytes of a line padded with zeros. */
const uuencode = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / 45) }, (_, row) => {
    const line = bytes.subarray(row * 45, row * 45 + 45)
    const groups = Array.from(
      { length: Math.ceil(line.length / 3) },
      (_, at) => ((line[at * 3] ?? 0) << 16) | ((line[at * 3 + 1] ?? 0) << 8) | (line[at * 3 + 2] ?? 0),
    )
    const letters = groups.flatMap((bits) => [18, 12, 6, 0].map((shift) => ((bits >> shift) & 63) + 32))
    return `${String.fromCharCode(line.length + 32, ...letters)}\r\n`
  }).join('')

const PARTS: [string, Encoding, string, Buffer][] = [
  ['base64', 'base64', base64, BYTES],
  ['base64 in one line', 'base64', BYTES.toString('base64'), BYTES],
  ['base64 for URLs', 'base64', BYTES.toString('base64url'), BYTES],
  ['joined base64', 'base64', 'QQ==\r\nQkI=Qw=='.repeat(20_000), Buffer.from('ABBC'.repeat(20_000))],
  ['base64 with a footer far below', 'base64', `QUJD=${'-'.repeat(200)}QUJD`, Buffer.from('ABC')],
  ['quoted bytes', 'quoted-printable', binaryLines, BYTES],
  ['quoted words', 'quoted-printable', words, libqp.decode(words)],
  ['quoted nothings', 'quoted-printable', `${' '.repeat(2_000)}=\r\n`.repeat(10), Buffer.from(' '.repeat(20_000))],
  ['uuencode', 'x-uuencode', `begin 644 x\r\n${uuencode(BYTES)}\`\r\nend\r\n`, BYTES],
  ['uuencode between words', 'x-uuencode', `words\n${'x'.repeat(999)}\nbegin 644 x\n#0V%T\n`, Buffer.from('Cat')],
]

test.each(PARTS)('%s gives what was encoded', (_, encoding, text, expected) => {
  expect(decodeWhole(encoding, Buffer.from(text, 'latin1')).equals(expected)).toBe(true)
})

test.each(PARTS)('%s gives the same, however it is sliced', (_, encoding, text, expected) => {
  const encoded = Buffer.from(text, 'latin1').subarray(0, 40_000)
  const whole = decodeWhole(encoding, encoded)
  expect(expected.subarray(0, 9_000).equals(whole.subarray(0, 9_000))).toBe(true)
  for (const length of [1_000, 1_001, 77, 78]) {
    const decoder = createDecoder(encoding)
    const slices = Array.from({ length: Math.ceil(encoded.length / length) }, (_, at) =>
      decoder.push(encoded.subarray(at * length, (at + 1) * length)),
    )
    expect(Buffer.concat([...slices, decoder.end()]).equals(whole)).toBe(true)
  }
})

test('what never ends is not kept: neither a line of uuencode nor white space', () => {
  for (const [encoding, text] of [
    ['x-uuencode', 'x'],
    ['quoted-printable', ' '],
  ] as const) {
    const decoder = createDecoder(encoding)
    const slice = Buffer.from(text.repeat(SLICE_BYTES))
    for (let at = 0; at < 8; at++) decoder.push(slice)
    expect(decoder.end().length).toBeLessThanOrEqual(3 * SLICE_BYTES)
  }
})

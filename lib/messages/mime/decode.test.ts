import { expect, test } from 'vitest'
import { decodeBytes, decodePartText } from './decode'
import { readStructure } from './structure'

const text = (head: string, body: string) =>
  decodePartText(readStructure(Buffer.from(`${head}\n\n${body}`, 'latin1')).root, 1_000).text

const FOOTER = '_______________________\nlist mailing list\n'

test.each([
  ['without padding', 'SGVsbG8gd29ybGQ\n', 'Hello world'],
  ['with junk between', 'SGVs!!bG8g\n d29y*bGQ=\n', 'Hello world'],
  ['joined after padding', 'SGVsbG8=IHdvcmxk\n', 'Hello world'],
  ['with blanks for line breaks', `${Buffer.from('a'.repeat(60)).toString('base64')} YmI=`, `${'a'.repeat(60)}bb`],
  ['under which a mailing list wrote', `SGVsbG8=\n${FOOTER}`, `Hello\n${FOOTER}`],
  ['that is none', 'Hello, this is not base64 at all.\n', 'Hello, this is not base64 at all.\n'],
  [
    'that is none but could be',
    'just words of letters only\nand more of them\n',
    'just words of letters only\nand more of them\n',
  ],
  ['empty', '', ''],
])('reads base64 %s', (_, body, expected) => {
  expect(text('Content-Transfer-Encoding: base64', body)).toBe(expected)
})

test.each([
  ['broken octets', 'a=3Db=ZZc\n', 'a=b=ZZc\n'],
  ['lower case', 'a=3db\n', 'a=b\n'],
  ['soft breaks, also with blanks behind', 'a=\nb=  \nc', 'abc'],
  ['blanks at the end of a line', 'a  \nb', 'a\nb'],
  ['raw 8-bit', 'Gr\xfc\xdfe', 'Grüße'],
])('reads quoted-printable with %s', (_, body, expected) => {
  expect(text('Content-Transfer-Encoding: quoted-printable', body)).toBe(expected)
})

test.each([
  ['format=flowed', 'one \nparagraph\n\nnext', 'one paragraph\n\nnext'],
  ['format=flowed; delsp=yes', 'no \nspace', 'nospace'],
  ['Format="Flowed"; DelSp="Yes"', 'no \nspace', 'nospace'],
  ['format=flowed', '> quoted \n> more\n>> deeper', '> quoted more\n>> deeper'],
  ['format=flowed', 'text\n-- \nsignature', 'text\n-- \nsignature'],
  ['format=flowed', ' From here\n >not quoted', 'From here\n>not quoted'],
  ['format=fixed', 'one \nparagraph', 'one \nparagraph'],
])('joins lines as %s says (RFC 3676): %j', (params, body, expected) => {
  expect(text(`Content-Type: text/plain; ${params}`, body)).toBe(expected)
})

test('an attachment in base64 gives its bytes, whatever is under it', () => {
  const { root } = readStructure(Buffer.from('Content-Type: a/b\nContent-Transfer-Encoding: base64\n\nAAEC\n'))
  expect([...decodeBytes(root)]).toEqual([0, 1, 2])
})

test('HTML says its charset itself where the field does not', () => {
  expect(text('Content-Type: text/html', '<meta charset="koi8-r"><p>\xf0\xd2\xc9\xd7\xc5\xd4')).toContain('Привет')
})

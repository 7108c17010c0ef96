/** The charset of text that does not say: a guess from its letters, made only where it is safe. */
import { createRequire } from 'node:module'
import charsets from 'libmime/lib/charset'
import { isLikeLatin, listCommonLetters } from './common-letters'

/** More tells no better. */
const SAMPLE_BYTES = 1_024
/** Before the first letter that is not ASCII: the words around it tell the language. */
const LEAD_BYTES = 128
/** Enough for the letters that are everywhere to show. */
const SHORT_BYTES = 512

/** Scripts that write whole words with high bytes; each charset as the larger one that contains its letters. */
const ALPHABETS = new Set(['windows-1251', 'koi8-u', 'iso-8859-5', 'windows-1253', 'windows-1255', 'windows-1256'])
const SCRIPTS = [...ALPHABETS, 'windows-874']
const EAST_ASIAN = ['big5hkscs', 'euc-jp', 'euc-kr', 'gb18030', 'shift_jis']
/** Scripts that write single letters with high bytes: easily taken for one another. */
const LATIN = ['windows-1252', 'windows-1250', 'iso-8859-2', 'windows-1254', 'windows-1257']
const WESTERN = 'windows-1252'

/** Null where it may be plain Western text as well. Bytes that are valid UTF-8 are not to be given. */
export function detectCharset(bytes: Buffer): string | null {
  const first = bytes.toString('latin1').search(/[\x80-\xff]/)
  if (first < 0) return null
  const short = bytes.subarray(first, first + SHORT_BYTES)
  const sample = bytes.subarray(Math.max(0, first - LEAD_BYTES), first + SAMPLE_BYTES)
  const common = listCommonLetters(short)
  if (common[0] && !common[0].isAlphabet) return common[0].charset
  return isLikeLatin(short) ? detectLatin(sample) : detectScript(sample, common)
}

/** What the pairs of letters say counts as much as how many of them are the common ones. */
function detectScript(sample: Buffer, common: ReturnType<typeof listCommonLetters>): string | null {
  const shares = new Map(common.map(({ charset, share }) => [charset, share]))
  const [best] = analyse(sample, [...SCRIPTS, ...EAST_ASIAN])
    .map(({ charset, confidence }) => ({ charset, confidence, share: shares.get(charset) ?? 0 }))
    .sort((a, b) => score(b) - score(a))
  if (!best) return null
  // words of Western capitals alone read as letters of other alphabets, if unlikely ones
  return best.share > 0 || best.confidence >= 0.1 || !ALPHABETS.has(best.charset) ? best.charset : null
}

const score = ({ confidence, share }: { confidence: number; share: number }) => (confidence + 0.02) * (share + 0.3)

/** Western unless another reading is clearly likelier, the more clearly the less there is to go by. */
function detectLatin(sample: Buffer): string | null {
  const text = sample.toString('latin1')
  if (!IN_WORD.test(text)) return null
  const guesses = analyse(sample, WORD.test(text) ? [...LATIN, ...SCRIPTS, ...EAST_ASIAN] : LATIN)
  const [best] = guesses
  if (!best || best.charset === WESTERN) return null
  const gaps = text.match(GAP_IN_WORD)
  if (gaps && gaps.length * MAX_LETTERS_PER_GAP >= (text.match(/[\x80-\xff]/g) ?? []).length) {
    const whole = guesses.find(({ charset }) => LATIN.includes(charset) && readsAsLetters(gaps, charset))
    if (whole) return whole.charset
  }
  const ratio = best.confidence / (guesses.find(({ charset }) => charset === WESTERN)?.confidence || 1e-6)
  return best.confidence >= 0.06 && ratio >= 1.25 ? best.charset : null
}

/** Signs that stand alone (½, ©, £) tell of no language. */
const IN_WORD = /[a-z][\x80-\xff]|[\x80-\xff][a-z]/i
/** Western words never have three letters with accents in a row, but in capitals. */
const WORD = /[\xa1-\xff]{3}/

/** Bytes that Western text leaves undefined, where words have letters: there another reading is the only one. */
const GAP_IN_WORD = /(?<=[a-z\xc0-\xff])[\x81\x8d\x8f\x90\x9d]|[\x81\x8d\x8f\x90\x9d](?=[a-z\xc0-\xff])/gi
/** One among many more is a byte that was lost on the way. */
const MAX_LETTERS_PER_GAP = 12

function readsAsLetters(gaps: string[], charset: string): boolean {
  return /^\p{L}+$/u.test(charsets.decode(Buffer.from(gaps.join(''), 'latin1'), charset))
}

type Guess = { charset: string; confidence: number }

/** The likeliest first, by the pairs of letters that each language writes. */
function analyse(sample: Buffer, charsets: string[]): Guess[] {
  const { detectAll } = getLibrary()
  return detectAll(sample, { minimumThreshold: 0, detectEncodings: charsets }).flatMap(({ encoding, confidence }) =>
    encoding === null ? [] : [{ charset: encoding.toLowerCase(), confidence }],
  )
}

type Library = typeof import('jschardet')
let library: Library | undefined

/** Loaded with the first text that needs it: its tables take some 30 MB, and most processes never see such a text. */
function getLibrary(): Library {
  library ??= createRequire(import.meta.url)('jschardet') as Library
  return library
}

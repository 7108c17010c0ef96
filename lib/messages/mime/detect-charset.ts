/** The charset of text that does not say: a guess from the frequencies of its letters, made only where it is safe. */
import { analyse } from 'chardet'
import { detectByCommonLetters } from './common-letters'

/** Under a millisecond; more tells no better. */
const SAMPLE_BYTES = 2_048
/** Enough for the letters that are everywhere to show. */
const SHORT_BYTES = 512
const EAST_ASIAN: Record<string, string> = {
  Big5: 'big5',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  Shift_JIS: 'shift_jis',
}
/** Scripts that write whole words with high bytes; each charset as the larger one that contains its letters. */
const OTHER_SCRIPTS: Record<string, string> = {
  'KOI8-R': 'koi8-u',
  'windows-1251': 'windows-1251',
  'ISO-8859-5': 'iso-8859-5',
  'ISO-8859-6': 'iso-8859-6',
  'ISO-8859-7': 'windows-1253',
  'ISO-8859-8': 'windows-1255',
  'windows-1253': 'windows-1253',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
}
/** Scripts that write single letters with high bytes: easily taken for one another. */
const OTHER_LATIN: Record<string, string> = {
  'ISO-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
  'ISO-8859-9': 'windows-1254',
  'windows-1254': 'windows-1254',
}
const WESTERN = new Set(['ISO-8859-1', 'windows-1252'])

/** Null where it may be plain Western text as well. Bytes that are valid UTF-8 are not to be given. */
export function detectCharset(bytes: Buffer): string | null {
  const first = bytes.toString('latin1').search(/[\x80-\xff]/)
  if (first < 0) return null
  const sample = bytes.subarray(first, first + SAMPLE_BYTES)
  const told = detectByCommonLetters(sample.subarray(0, SHORT_BYTES))
  if (told) return told
  const guesses = analyse(sample)
  const best = guesses[0]
  if (!best || best.confidence < 40) return null
  const { name, confidence } = best
  if (EAST_ASIAN[name]) return EAST_ASIAN[name]
  if (OTHER_SCRIPTS[name]) return writesWholeWords(sample) ? OTHER_SCRIPTS[name] : null
  const western = guesses.find((guess) => WESTERN.has(guess.name))?.confidence ?? 0
  return OTHER_LATIN[name] && confidence >= western + 20 && highRuns(sample).length >= 3 ? OTHER_LATIN[name] : null
}

function writesWholeWords(sample: Buffer): boolean {
  const runs = highRuns(sample)
  return runs.filter((run) => run.length >= 3).length * 3 > runs.length
}

function highRuns(sample: Buffer): string[] {
  return sample.toString('latin1').match(/[\x80-\xff]+/g) ?? []
}

/** Two seven-bit charsets that libraries leave out: each shifts into a two-byte set whose eight-bit form they know. */
import charsets from 'libmime/lib/charset'

/** RFC 1557: SO begins KS X 1001, SI ends it; a designator stands at the head. */
export function decodeIso2022Kr(bytes: Buffer): string {
  const text = bytes.toString('latin1').replaceAll('\x1b$)C', '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: SO and SI shift
  return charsets.decode(Buffer.from(text.replace(/\x0e([^\x0f\n]*)\x0f?/g, raise), 'latin1'), 'euc-kr')
}

/** RFC 1843: ~{ begins GB 2312, ~} ends it, ~~ is a tilde, ~ before a line end is nothing. */
export function decodeHz(bytes: Buffer): string {
  const text = bytes
    .toString('latin1')
    .replace(/~(?:\{([^~\n]*)(?:~\})?|(~)|\r?\n)/g, (_, shifted?: string, tilde = '') =>
      shifted === undefined ? tilde : raise('', shifted),
    )
  return charsets.decode(Buffer.from(text, 'latin1'), 'gb18030')
}

function raise(_: string, shifted: string): string {
  return shifted.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) | 0x80))
}

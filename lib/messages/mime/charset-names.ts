/** What mail calls its charsets, and what we read them as. */
import charsets from 'libmime/lib/charset'

const SAYS_NOTHING =
  /^(us-?ascii|ascii|ansi(_x3.*)?|7bit|8bit|binary|unknown(-8bit)?|x-unknown|x-user-defined|default|none|_.*)?$/
/** Hides markup from every filter (RFC 2152 says why): never decoded, shown as it came. */
const REFUSED = /utf-?7|^(base64|hex)$/

/** A charset that senders name is mostly meant to be the larger one that contains it. */
const MEANT: [RegExp, string][] = [
  [/^(utf-?8.*|unicode-1-1-utf-8|cp65001)$/, 'utf-8'],
  [/^(cs)?(gb[-_]?2312|gb_2312-80|gbk|cp936|windows-936|x-gbk|euc-cn|chinese)/, 'gb18030'],
  [/^(hz|hz-gb-2312)$/, 'hz-gb-2312'],
  [/^(cs)?iso-?2022-?kr$/, 'iso-2022-kr'],
  [/^((cs)?iso-?2022-?jp.*|cp5022[0-2]|jis.*)$/, 'iso-2022-jp'],
]

/** Null where the name says nothing, or something that is refused. An unknown one is passed on as it is. */
export function toCharset(declared: string): string | null {
  const name = declared
    .replace(/^[\s"']+|[\s"']+$/g, '')
    .slice(0, 100)
    .toLowerCase()
  if (SAYS_NOTHING.test(name) || REFUSED.test(name)) return null
  const meant = MEANT.find(([pattern]) => pattern.test(name))?.[1]
  return meant ?? charsets.normalizeCharset(name).toLowerCase()
}

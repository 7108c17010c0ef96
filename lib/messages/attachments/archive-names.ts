/** Names for the files of an archive, such that unpacking it anywhere puts each beside the others and nowhere else. */

/** What leads out of a folder, or means something to a file system. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}/\\:*?"<>|\u2028\u2029]/gu
/** Device names of Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const MAX_BYTES = 200

/** Answers each call with a name that it has not given before, not even in another case; `index` names the nameless. */
export function createArchiveNames(): (name: string | null, index: number) => string {
  const taken = new Set<string>()
  return (name, index) => {
    const safe = toSafeName(name ?? '') || `attachment-${index + 1}`
    let candidate = safe
    for (let turn = 2; taken.has(fold(candidate)); turn++) candidate = numbered(safe, turn)
    taken.add(fold(candidate))
    return candidate
  }
}

function toSafeName(name: string): string {
  const flat = name.normalize('NFC').replace(UNSAFE, '_').trim()
  // Windows drops dots and blanks at the end; a name of dots is a folder
  const safe = flat.replace(/[. ]+$/, '').replace(/^\.+/, '_')
  return cut(DEVICE.test(safe) ? `_${safe}` : safe)
}

function numbered(name: string, turn: number): string {
  const [stem, ending] = splitEnding(name)
  return `${stem} (${turn})${ending}`
}

/** The ending survives, since it says what opens the file. */
function cut(name: string): string {
  const [stem, ending] = splitEnding(name)
  let kept = stem
  while (Buffer.byteLength(kept + ending) > MAX_BYTES) kept = [...kept].slice(0, -8).join('')
  return kept + ending
}

function splitEnding(name: string): [stem: string, ending: string] {
  const [, stem, ending] = /^([\s\S]+?)(\.[^.\s]{1,16})?$/.exec(name) ?? []
  return [stem ?? name, ending ?? '']
}

/** As file systems compare that ignore case. */
const fold = (name: string) => name.toLowerCase().normalize('NFC')

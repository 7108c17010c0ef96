/** Pictures that browsers draw dot by dot, known by their bytes: what the sender says they are counts for nothing. */
import { imageSize } from 'image-size'

const MAGIC = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
] as const

/** A few kilobytes can claim dimensions that take gigabytes to draw. */
const MAX_PIXELS = 50_000_000

/** Null for everything else, SVG above all. */
export function findRasterType(content: Buffer): string | null {
  const head = content.toString('latin1', 0, 16)
  return MAGIC.find(([, magic]) => magic.test(head))?.[0] ?? null
}

/** Whether a browser can draw it without harm. */
export function isDrawable(content: Buffer): boolean {
  try {
    const { width, height } = imageSize(content)
    return width > 0 && height > 0 && width * height <= MAX_PIXELS
  } catch {
    return false
  }
}

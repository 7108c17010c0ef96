/** Messages whose lines end in bare CR, as very old software writes them. */

/** The same bytes, or a copy of the same length with LF for every CR where no line ends in LF but, perhaps, the last ones. */
export function withLineFeeds(raw: Buffer): Buffer {
  const feed = raw.indexOf(10)
  const from = feed < 0 ? raw.length : feed
  if (raw.indexOf(13) < 0 || raw.indexOf(13) >= from - 1 || raw.toString('latin1', from, from + 64).trim() !== '')
    return raw
  if (raw.length - from > 64) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

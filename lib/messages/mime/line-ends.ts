/** Line ends of all kinds: CR LF, what gateways made of it (CR CR LF), and the bare CR of very old software. */

/** The same bytes, or a copy of the same length with LF for every CR where no line ends in LF but, perhaps, the last ones. */
export function withLineFeeds(raw: Buffer): Buffer {
  const feed = raw.indexOf(10)
  const from = feed < 0 ? raw.length : feed
  if (raw.indexOf(13) < 0 || raw.indexOf(13) >= from - 1 || raw.toString('latin1', from, from + 64).trim() !== '')
    return raw
  if (raw.length - from > 64) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

/** Text with \n line ends. Every run of CR is looked at once, however long. */
export function toLineFeeds(text: string): string {
  return text.replace(/\r+\n?/g, (run) => (run.endsWith('\n') ? '\n' : '\n'.repeat(run.length)))
}

/** A mail is about one code, or about several of one shape: what else scored beside it is some other number. */

export type Contender = { value: string; score: number; isQuoted?: boolean }

/** Codes of another shape must come this close to the best, */
const OTHER_SHAPE_GAP = 0.1
/** and those of the same shape this close. */
const SAME_SHAPE_GAP = 0.3

/** Best first. What stands in quoted mail counts only where nothing else does. */
export function selectWinners<T extends Contender>(contenders: T[]): T[] {
  const fresh = contenders.filter(({ isQuoted }) => !isQuoted)
  const sorted = (fresh.length > 0 ? fresh : contenders).toSorted((a, b) => b.score - a.score)
  const [best] = sorted
  if (!best) return []
  return sorted.filter(
    ({ value, score }) =>
      best.score - score <= (shapeOf(value) === shapeOf(best.value) ? SAME_SHAPE_GAP : OTHER_SHAPE_GAP),
  )
}

function shapeOf(value: string): string {
  return `${/^\d+$/.test(value) ? 'digits' : 'mixed'} ${value.length}`
}

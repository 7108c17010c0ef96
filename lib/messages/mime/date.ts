/** Dates of messages (RFC 5322, 3.3 and 4.3). What is no date is null, never "now". */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Record<string, number> = { EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 }
const DATE =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})\s*,?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(.*)$/i
/** C's asctime(), which old software writes. */
const ASCTIME = /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:[A-Z]{3,4}\s+)?(\d{4})$/i
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/

/** An unknown zone counts as UTC (RFC 5322, 4.3). */
export function toDate(value: string): Date | null {
  const text = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (ISO.test(text)) {
    const iso = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
    return Number.isNaN(iso.getTime()) ? null : iso
  }
  const [, d, mon = '', y = '', h, min, s = '0', zone = ''] = DATE.exec(text) ?? reorder(ASCTIME.exec(text))
  const month = MONTHS.indexOf(mon.toLowerCase())
  const [day, hour, minute, second] = [Number(d), Number(h), Number(min), Math.min(Number(s), 59)]
  if (month < 0 || !(day >= 1 && day <= 31) || !(hour <= 24) || !(minute <= 59)) return null
  const year = y.length === 4 ? Number(y) : Number(y) + (y.length === 2 && Number(y) < 50 ? 2000 : 1900)
  const date = new Date(Date.UTC(year, month, day, hour, minute, second) - zoneMinutes(zone) * 60_000)
  if (year < 1900 || new Date(Date.UTC(year, month, day)).getUTCDate() !== day) return null
  return date
}

function reorder(match: RegExpExecArray | null): (string | undefined)[] {
  return match ? [match[0], match[2], match[1], match[6], match[3], match[4], match[5], ''] : []
}

function zoneMinutes(zone: string): number {
  const offset = /^(?:GMT|UTC?)?\s*([+-])(\d{2}):?(\d{2})/.exec(zone)
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]))
  return (ZONES[zone.toUpperCase()] ?? 0) * 60
}

/** Blanks out what looks like a code and is none, keeping every other character in its place. */

/** Stands for a blanked character: neither letter, digit, space nor punctuation of a code. */
export const BLANK = '\u0001'

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|fév|févr|avr|mai|juin|juil|août|déc|abr|ago|dic|dez(?!en?(?!\\p{L}))|okt|mär|mrt|mei|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}*\\.?'
const CURRENCY =
  '(?:[$€£¥₹₽₩₺₫฿₴₪]|円|元|원|(?<![\\p{L}\\d])(?:USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RUB|BRL|R\\$|AUD|CAD|TRY|TL|zł|kr|Kč|Ft|руб\\p{L}*|р\\.|грн|лв))'
const AMOUNT = "\\d{1,3}(?:[ \\u00a0.,’']\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?"

const MASKS: RegExp[] = [
  // addresses of the web and of mail, files, handles
  /(?:https?:\/\/|ftp:\/\/|www\.)\S+/giu,
  /(?<![^\s<>()"'])[^\s<>()"']+@[^\s<>()"']+/gu,
  /(?<![\p{L}\d.-])(?:[\p{L}\d-]+\.)+(?:com|org|net|io|dev|app|co|example|test|invalid|localhost|[a-z]{2})\b(?:\/\S*)?/giu,
  // IP addresses, versions, MAC addresses, UUIDs, long hexadecimal
  /\d+(?:\.\d+){2,}/gu,
  /(?:[\da-f]{2}:){3,}[\da-f]{2}|(?:[\da-f]{0,4}:){3,}[\da-f]{0,4}/giu,
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/giu,
  /\b[\da-f]{13,}\b/giu,
  // colours, numbers of tickets and issues
  /#[\da-z][\da-z-]*/giu,
  // dates and times
  /(?<!\d)\d{4}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:T\S*)?(?!\d)/gu,
  /(?<!\d)\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)/gu,
  /(?<!\d)\d{1,2}([/.])\d{1,2}\1\d{2}(?!\d)/gu,
  // of pairs with hyphens only those that can be a date: day-month-year, month-day-year, year-month-day
  /(?<![\d-])(?:(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-\d{2}|(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])-\d{2}|[0-3]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])/gu,
  /\d{2,4}\s?[年년]\s?(?:\d{1,2}\s?[月월]\s?(?:\d{1,2}\s?[日일]?)?)?/gu,
  new RegExp(
    `(?<![\\p{L}\\d])(?:0?[1-9]|[12]\\d|3[01])(?:\\.|st|nd|rd|th|º|er)?(?: de| of)? ?${MONTH}(?: de)?,? ?(?:\\d{4}(?!\\d))?`,
    'giu',
  ),
  new RegExp(`(?<!\\p{L})${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:de )?\\d{4}(?!\\d))?`, 'giu'),
  new RegExp(`(?<!\\p{L})${MONTH}(?: de)?,? \\d{4}(?!\\d)`, 'giu'),
  /(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?!\d)/giu,
  /(?:©|\(c\)|copyright|℗)\s*(?:\d{4}\s?[-–]\s?)?\d{4}/giu,
  /(?<![\d.-])(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d(?![\d-])/gu,
  // money, shares, measures
  new RegExp(`${CURRENCY}\\s?(?:${AMOUNT})`, 'giu'),
  new RegExp(`(?<![A-Za-z\\d])(?:${AMOUNT})\\s?${CURRENCY}(?![A-Za-z\\d])`, 'giu'),
  /\d+(?:[.,]\d+)?\s?[%‰°]/gu,
  // a comma also ends a clause, and six digits in front of it are more likely a code
  /\d+\.\d+|(?<!\d)\d{1,5},\d+/gu,
  /(?<![A-Za-z\d])\d+\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|seconds?|secs?|points?|miles?|users?|people|items?|px|pt|[kmg]i?b(?:ps)?|k[mg]|km\/h|ms|words?|steps?|Minuten|Stunden|Tagen?|heures?|jours?|minutos?|horas?|días?|минут\p{L}*|час\p{L}*|分|時間|小时|분|시간)(?![A-Za-z\d])/giu,
  // telephones: international, in brackets, or in three groups and more
  /\+\d[\d\s().\-–/]{6,}\d/gu,
  /\(0?\d{2,5}\)[\s-]?\d{2,4}(?:[\s.-]\d{2,4})*/gu,
  /(?<![\d-])0\d{1,4}[\s./-]\d{2,4}[\s.-]\d{3,4}(?![\d-])/gu,
  /(?<![\d-])\d?[\s-]?\d{3}[\s.-]\d{3}[\s.-]\d{4}(?![\d-])/gu,
  /(?<![\d-])\d{2}(?:[\s.]\d{2}){4,}(?![\d-])/gu,
  // post codes and states
  /\b[A-Z]{2},?\s\d{5}(?:-\d{4})?\b/gu,
  /〒\s?\d{3}-?\d{4}/gu,
  /(?<=, )\d{4,5} (?=\p{Lu}\p{Ll})|\b\d{4} [A-Z]{2}(?= \p{Lu}\p{Ll})/gu,
  /(?<!\p{L})(?:HRB|HRA|CHE|EIN|ABN|UID|NIP|REGON|KRS|CNPJ|CPF|SIREN|SIRET|ИНН|ОГРН|КПП|CIF|NIF|RUT|RFC|P\.? ?IVA|VAT)\W{0,3}[\d][\d./ -]*\d/giu,
  // card and account numbers, anything longer than a code
  /[*•x·]{2}(?:[\s-]?[*•x·]){0,40}[\s-]?\d{4}(?![\d*])/giu,
  /(?<![*\p{L}\d])\*\d{4}(?![*\d])/gu,
  /(?:\.{2,3}|…)\d{3,4}(?:[ -]\d{4})*(?!\d)/gu,
  /(?<!\p{L})(?:ending(?: in| with)?|endziffern?|endnummer|endet auf|endend auf|terminant par|terminad[oa] en|com final|terminad[oa] em|che termina (?:con|per)|eindigend op|slutar på|ender på|kończąc[aey] się|končící|végződő|se termină în|заканчивающ\p{L}+ на|оканчивающ\p{L}+ на|λήγει σε|המסתיימ\p{L}* ב|المنتهي\p{L}* ب|kết thúc bằng|berakhiran|末尾|下4桁|尾号|尾號|末四位|后四位|끝자리|뒷자리)\W{0,4}\d{2,4}(?!\d)/giu,
  /(?<!\d)\d{4}(?:[\s-]\d{4}){2,}(?!\d)/gu,
  /(?<![\p{L}\d])\d{11,}(?![\p{L}\d])/gu,
  // numbers cut by signs: 2026-118822, 12/3456, 1-1-1
  /(?<![\p{L}\d])\d+(?:[/_]\d+)+/gu,
  /(?<![\p{L}\d-])(?:19|20)\d\d-\d{3,}/gu,
]

/** The line with impostors blanked; digits of other scripts and full-width letters become ASCII. Same length. */
export function maskLine(line: string): string {
  let masked = toAsciiDigits(line)
  if (!/\d/.test(masked)) return masked
  for (const mask of MASKS) masked = masked.replace(mask, (found) => BLANK.repeat(found.length))
  return masked
}

/** One character for one: full-width forms, Arabic-Indic, Persian and Indic digits. A full-width comma parts sentences, never figures. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\uff01-\uff0b\uff0d-\uff5e٠-٩۰-۹०-९০-৯੦-੯૦-૯௦-௯౦-౯೦-೯൦-൯๐-๙]/g, (char) => {
    const code = char.charCodeAt(0)
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0)
    if (code < 0x0700) return String(code & 0xf)
    return String(code >= 0x0e50 && code <= 0x0e59 ? code - 0x0e50 : (code - 0x0966) % 0x80)
  })
}

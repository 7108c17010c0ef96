/** Real sentences in the charsets of their languages, undeclared: the lines of the labelled mails, and some of our own. */
import { readdirSync, readFileSync } from 'node:fs'
import charsets from 'libmime/lib/charset'
import { expect, test } from 'vitest'
import { decodeUndeclared } from './charset'

const SENTENCES: Record<string, string[]> = {
  'windows-1256': [
    'رمز التحقق',
    'شكرا لطلبك',
    'تم تغيير كلمة المرور الخاصة بك بنجاح',
    'إذا لم تطلب هذا الرمز فيمكنك تجاهل هذه الرسالة ولن يحدث أي تغيير في حسابك',
  ],
  'windows-1250': [
    'Dziękujemy za zakup',
    'Nie możemy zrealizować Twojego zamówienia',
    'Cześć, dziękuję za wiadomość, wrócę jutro',
    'Ověřovací kód',
    'Pokud jste o změnu nežádali, tuto zprávu prosím ignorujte',
    'Ďakujeme za nákup',
    'Megerősítő kód',
    'Kérjük, erősítse meg e-mail címét a regisztráció befejezéséhez',
    'Vă rugăm să confirmaţi adresa de e-mail',
    'Vaša lozinka je promijenjena',
  ],
  'iso-8859-2': ['Proszę kliknąć poniższy link, aby zresetować hasło', 'Vaše heslo bylo změněno'],
  'windows-1254': [
    'Hesabınızı doğrulayın',
    'Yeni giriş bildirimi',
    'Bu isteği siz yapmadıysanız bu e-postayı dikkate almayın. Şifreniz değiştirilmeyecektir',
  ],
  'windows-1257': [
    'Užsakymas išsiųstas',
    'Sveiki, jūsų patvirtinimo kodas galioja dešimt minučių',
    'Pasūtījums ir nosūtīts',
    'Lūdzu, apstipriniet savu e-pasta adresi, lai pabeigtu reģistrāciju',
  ],
  'windows-1253': ['Άλλαξε ο κωδικός', 'Αν δεν ζητήσατε εσείς αυτήν την αλλαγή, αγνοήστε το μήνυμα'],
  'windows-1255': ['ההזמנה שלך נשלחה', 'אם לא ביקשת את השינוי הזה ניתן להתעלם מההודעה'],
  'windows-1251': ['Вашата поръчка', 'Ваша поруџбина је послата', 'Дякуємо за покупку'],
  'windows-1252': [
    'naïve résumé',
    '½ price',
    '5¢ ±3 §4',
    'Noël',
    'goût',
    'Château à vendre',
    'Lunedì',
    'Già fatto',
    'Tromsø',
    'Þórður býður góðan daginn',
    'Financiële informatie',
    'Él está aquí',
    'Manhã de verão',
    'ÄÖÜ äöü ß',
    'Älä vastaa tähän viestiin',
  ],
}

test.each(Object.entries(SENTENCES))('tells %s of a few words', (charset, sentences) => {
  for (const text of sentences) expect(decodeUndeclared(encode(text, charset) ?? Buffer.alloc(0))).toBe(text)
})

test.each(['Žluťoučký kůň', 'Ťažký deň', 'ťuk', 'Źrebię', 'Pamäť', 'Zaťko a Peťko'])(
  'a letter that Western text has no sign for tells the charset of two words: %s',
  (text) => {
    expect(decodeUndeclared(encode(text, 'windows-1250') ?? Buffer.alloc(0))).toBe(text)
  },
)

test('a byte that no charset has a letter for, or one among many, makes Western text no other', () => {
  const read = (text: string) => decodeUndeclared(Buffer.from(text, 'latin1'))
  expect(read('\xa350 \x9d off, caf\xe9')).toBe('£50 \ufffd off, café')
  expect(read('Gr\xf6\xdfe\x81 und Ma\xdfe')).toBe('Größe\ufffd und Maße')
  const long =
    'Voil\xe0 le ch\xe2teau tr\xe8s pr\xe8s d\x92ici o\xf9 l\x92\xe9t\xe9 r\xe8gne, \xe0 c\xf4t\xe9 de l\x92\xe9glise\x9d et du caf\xe9'
  expect(read(long)).toContain('Voilà le château très près')
})

/** Of the lines that the charset can write, and none before it: how many are read right, at least. Many are a word or two. */
const SHARES = {
  'windows-1252': 0.995,
  'windows-1250': 0.6,
  'windows-1254': 0.75,
  'windows-1251': 0.95,
  'windows-1253': 0.95,
  'windows-1256': 0.9,
  'windows-1255': 0.85,
  'windows-874': 0.8,
}

test('lines of mails in thirty languages, each on its own, are mostly read right, Western ones as good as always', () => {
  const found = Object.keys(SHARES).map((charset) => ({ charset, right: 0, all: 0 }))
  for (const line of listLines()) {
    const row = found.find(({ charset }) => encode(line, charset) !== null)
    if (!row) continue
    row.all++
    if (decodeUndeclared(encode(line, row.charset) ?? Buffer.alloc(0)) === line) row.right++
  }
  for (const { charset, right, all } of found) {
    expect(all, charset).toBeGreaterThan(30)
    expect(right / all, `${charset}: ${right} of ${all}`).toBeGreaterThanOrEqual(SHARES[charset as keyof typeof SHARES])
  }
})

function listLines(): Set<string> {
  const folder = new URL('../fixtures/labelled/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.mails'))
  const lines = files.flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'))
  const plain = lines.map((line) =>
    line
      .replace(/<[^>]+>/g, ' ')
      .replace(/^#+ \w+: |^\w[\w-]*: /, '')
      .trim(),
  )
  return new Set(plain.filter((line) => /[^\0-\x7f]/.test(line) && line.length < 400))
}

const tables = new Map<string, Map<string, number>>()

/** By a charset of one byte a letter; null for what it does not have. */
function encode(text: string, charset: string): Buffer | null {
  const table = tables.get(charset) ?? toTable(charset)
  tables.set(charset, table)
  const bytes = [...text].map((letter) => table.get(letter))
  return bytes.includes(undefined) ? null : Buffer.from(bytes.flatMap((byte) => byte ?? []))
}

function toTable(charset: string): Map<string, number> {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte)
  const pairs = bytes.map((byte): [string, number] => [charsets.decode(Buffer.from([byte]), charset), byte])
  // what a charset leaves undefined is nothing that it can write
  return new Map(pairs.filter(([letter]) => letter !== '\ufffd'))
}

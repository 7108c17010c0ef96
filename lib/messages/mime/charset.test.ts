import { expect, test } from 'vitest'
import { decodeText, decodeUndeclared } from './charset'

const bytes = (text: string) => Buffer.from(text, 'latin1')

/** Charset as senders spell it, base64 of the bytes, text. */
const DECLARED: [string, string, string][] = [
  ['gb2312', 'xPq1xNHp1qTC6w==', '您的验证码'],
  ['GBK', 'xPq1xPKe10O0YQ==', '您的驗證碼'],
  ['gb2312', 'gTnuOcT6ouM=', '㐀您€'],
  ['gb18030', '0enWpMLrIJQ5/DY=', '验证码 😀'],
  ['x-gbk', 'xPq1xA==', '您的'],
  ['big5', 'sXqqusXnw9K9WA==', '您的驗證碼'],
  ['Big5-HKSCS', 'sXqqug==', '您的'],
  ['euc-kr', 'wM7B9SDE2rXl', '인증 코드'],
  ['ks_c_5601-1987', 'wM7B9SCU7g==', '인증 뷁'],
  ['cp949', 'lO4=', '뷁'],
  ['Shift_JIS', 'im2URoNSgVuDaA==', '確認コード'],
  ['x-sjis', 'h0CKbZRG', '①確認'],
  ['windows-31j', 'h0A=', '①'],
  ['EUC-JP', 's87Hp6WzobylyQ==', '確認コード'],
  ['koi8-r', '98HbIMvPxA==', 'Ваш код'],
  ['KOI8-U', '98HbIMvPxCCnpA==', 'Ваш код їє'],
  ['windows-1250', 'UPjtbGmaIJ5sdZ0=', 'Příliš žluť'],
  ['cp1251', 'wuD4IOru5A==', 'Ваш код'],
  ['windows-1251', 'wuD4IOru5A==', 'Ваш код'],
  ['win-1252', 'R3L232Ugk4CU', 'Größe “€”'],
  ['windows-1253', 'yvnk6er88iCi', 'Κωδικός Ά'],
  ['windows-1254', '3mlmcmUg/fA=', 'Şifre ığ'],
  ['windows-1255', '+ezl7Q==', 'שלום'],
  ['windows-1256', '0ePSIMfhys3e3g==', 'رمز التحقق'],
  ['windows-1257', 'wP51b2xhcw==', 'Ąžuolas'],
  ['windows-874', 'w8vRyg==', 'รหัส'],
  ['tis-620', 'w8vRyg==', 'รหัส'],
  ['iso-8859-1', 'R3L232Ugk4CU', 'Größe “€”'],
  ['latin1', 'R3L232U=', 'Größe'],
  ['iso-8859-2', 'UPjtbGm5', 'Příliš'],
  ['iso-8859-3', '+Gk=', 'ĝi'],
  ['iso-8859-4', 'sb4=', 'ąž'],
  ['iso-8859-5', 'stDoINre1A==', 'Ваш код'],
  ['iso-8859-6', '0eXS', 'رمز'],
  ['iso-8859-7', 'yvnk6er88g==', 'Κωδικός'],
  ['iso-8859-8-i', '+ezl7Q==', 'שלום'],
  ['iso-8859-9', '3mlmcmU=', 'Şifre'],
  ['iso-8859-10', '5vA=', 'æð'],
  ['iso-8859-13', 'wP4=', 'Ąž'],
  ['iso-8859-14', '8A==', 'ŵ'],
  ['ISO8859_15', 'pA==', '€'],
  ['iso-8859-16', 'ug==', 'ș'],
  ['macintosh', 'R3Kap2U=', 'Größe'],
  ['x-mac-cyrillic', 'guD4', 'Ваш'],
  ['cp866', 'gqDoIKqupA==', 'Ваш код'],
  ['ibm850', 'R3KU4WU=', 'Größe'],
  ['utf-16le', 'RwByAPYA3wBlAA==', 'Größe'],
  ['utf-16be', 'AEcAcgD2AN8AZQ==', 'Größe'],
  ['utf-32', 'RwAAAHIAAAD2AAAA3wAAAGUAAAA=', 'Größe'],
  ['UTF8', 'R3LDtsOfZQ==', 'Größe'],
  ['utf8mb4', 'R3LDtsOfZQ==', 'Größe'],
  ['ISO-2022-JP', 'GyRCM05HJyUzITwlSRsoQg==', '確認コード'],
  ['csISO2022JP', 'GyRCM05HJyUzITwlSRsoQg==', '確認コード'],
  ['cp50220', 'GyRCM05HJyUzITwlSRsoQg==', '確認コード'],
  ['iso-2022-jp-ms', 'GyRCM05HJyUzITwlSRsoQg==', '確認コード'],
  ['iso-2022-kr', 'GyQpQw5ATkF1DyBjb2Rl', '인증 code'],
  ['hz-gb-2312', 'fns8Okt5MjtTe359IG9rIH5+IHg=', '己所不欲 ok ~ x'],
]

test.each(DECLARED)('reads %s', (charset, base64, text) => {
  expect(decodeText(Buffer.from(base64, 'base64'), charset)).toBe(text)
})

const UNDECLARED: [string, string, string][] = [
  ['gb18030', 'xPq1xNHp1qTC68rHIDQ4MjkxM6Osx+vU2s7lt9bW08TayuTI6w==', '您的验证码是 482913，请在五分钟内输入'],
  ['big5', 'sXqqusXnw9K9WKxPIDQ4MjkxM6FBvdCmYqStpMDEwaS6v+mkSg==', '您的驗證碼是 482913，請在五分鐘內輸入'],
  [
    'shift_jis',
    'im2URoNSgVuDaILNIDQ4MjkxMyCCxYK3gUKM3JWqiMiT4ILJk/yXzYK1gsSCrYK+grOCooFC',
    '確認コードは 482913 です。五分以内に入力してください。',
  ],
  ['euc-jp', 'pLTD7cq4pKKk6qSspMikpqS0pLakpKTepLk=', 'ご注文ありがとうございます'],
  [
    'euc-kr',
    'wM7B9SDE2rXltMIgNDgyOTEzIMDUtM+02S4gv8AgutAgvsi/oSDA1LfCx9ggwda8vL/kLg==',
    '인증 코드는 482913 입니다. 오 분 안에 입력해 주세요.',
  ],
  ['koi8-r', '8M/E1NfF0tbExc7JxSDSxcfJ09TSwcPJySDOwSDTwcrUxQ==', 'Подтверждение регистрации на сайте'],
  ['windows-1251', 'z+7k8uLl8Obk5e3o5SDw5ePo8fLw4Pbo6CDt4CDx4Ony5Q==', 'Подтверждение регистрации на сайте'],
  ['iso-8859-5', 'v97U4tLV4NbU1d3Y1SDg1dPY4eLg0ObY2CDd0CDh0Nni1Q==', 'Подтверждение регистрации на сайте'],
  ['windows-1253', 'yuHr/vIg3vHo4fTlIPP05+0g6fP07/Pl69/k4SDs4fI=', 'Καλώς ήρθατε στην ιστοσελίδα μας'],
  [
    'windows-1254',
    '3mlmcmVuaXppIHP9Zv1ybGF5/W4sIGz8dGZlbiBiYfBsYW50/XlhIHT9a2xhef1u',
    'Şifrenizi sıfırlayın, lütfen bağlantıya tıklayın',
  ],
  ['windows-1255', '4fjl6+ntIOTh4OntIOzg+vgg+ezw5Q==', 'ברוכים הבאים לאתר שלנו'],
  ['windows-1256', '49HNyMcgyN/jIN3tIOPm3trkxw==', 'مرحبا بكم في موقعنا'],
  // two words and less, where frequencies tell nothing
  ['gb18030', 'tcfCvMzh0NE=', '登录提醒'],
  ['gb18030', 'suLK1NPKvP4=', '测试邮件'],
  ['big5', 'xefD0qtI', '驗證信'],
  ['shift_jis', 'l1yW8YptlEY=', '予約確認'],
  ['euc-jp', 'svG1xKTOt+8=', '会議の件'],
  ['euc-kr', 'yLjAxyC+yLO7', '회의 안내'],
  ['windows-1251', 'wuD4IOru5A==', 'Ваш код'],
  ['koi8-u', '88LSz9Mg0MHSz8zR', 'Сброс пароля'],
  ['windows-1253', 'yuHr5+zd8eE=', 'Καλημέρα'],
  ['windows-1255', '9+XjIODp7uX6', 'קוד אימות'],
  ['windows-1256', '49HNyMc=', 'مرحبا'],
  ['windows-874', 'w8vRyrzo0rk=', 'รหัสผ่าน'],
]

test.each(UNDECLARED)('tells undeclared %s by its looks', (_, base64, text) => {
  const raw = Buffer.from(base64, 'base64')
  for (const declared of ['', 'us-ascii', 'x-unknown', 'no-such-charset', 'utf-8']) {
    expect(decodeText(raw, declared)).toBe(text)
  }
})

test.each([
  'Größe',
  'Ihr Bestätigungscode lautet 482913',
  'Café',
  'Code de vérification envoyé',
  'Código de verificación',
  'Confirmação do cadastro',
  'GRÖSSE ÄNDERN ÜBER',
  'ÀÉÈ',
  '£50 off!',
  '© 2026 Acme',
  'Árið',
  'São Paulo',
  'Un été à Orléans',
  'Übergrößenträger',
  'Å Ø Æ',
  'ÄÖÜ äöü ß',
])('undeclared Western text is never taken for another script: %s', (text) => {
  expect(decodeUndeclared(bytes(text))).toBe(text)
})

test('a wrong declaration is overruled by the bytes', () => {
  expect(decodeText(Buffer.from('Größe'), 'iso-8859-1')).toBe('Größe')
  expect(decodeText(Buffer.from('Ваш код'), 'koi8-r')).toBe('Ваш код')
  expect(decodeText(bytes('Gr\xf6\xdfe und Stra\xdfe'), 'utf-8')).toBe('Größe und Straße')
  expect(decodeText(bytes("\x1b$B3NG'\x1b(B"), 'us-ascii')).toBe('確認')
  expect(decodeText(Buffer.from('確認コードを入力'), 'iso-2022-jp')).toBe('確認コードを入力')
  const shiftJis = Buffer.from('im2URoNSgVuDaILwk/yXzYK1gsSCrYK+grOCog==', 'base64')
  expect(decodeText(shiftJis, 'iso-2022-jp')).toBe('確認コードを入力してください')
})

test('a byte lost on the way does not make a text another charset', () => {
  expect(decodeText(bytes(`${Buffer.from('Grüße aus Köln').toString('latin1')}\xc3`), 'utf-8')).toBe(
    'Grüße aus Köln\ufffd',
  )
  expect(decodeText(bytes('\xb1z\xaa\xba\xc5\xe7\xc3\xd2\xbd\xff'), 'big5')).toContain('您的驗證')
})

test('a byte order mark outweighs every declaration', () => {
  const utf16 = Buffer.from('\ufeffGröße', 'utf16le')
  for (const declared of ['', 'utf-16', 'utf-8', 'iso-8859-1']) {
    expect(decodeText(utf16, declared)).toBe('Größe')
    expect(decodeText(Buffer.from(utf16).swap16(), declared)).toBe('Größe')
    expect(decodeText(Buffer.from('\ufeffGröße'), declared)).toBe('Größe')
  }
})

test.each(['utf-7', 'UTF7', 'unicode-1-1-utf-7', 'csUnicode11UTF7', 'utf-7-imap', 'x-utf-7', 'base64', 'hex'])(
  'refuses %s: what it hides stays hidden',
  (charset) => {
    const hidden = '+ADw-script+AD4- PHNjcmlwdD4= 3c7363'
    expect(decodeText(bytes(hidden), charset)).toBe(hidden)
  },
)

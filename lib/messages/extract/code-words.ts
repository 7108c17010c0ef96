/** The words that announce a one-time code, one line for each family of languages. For text in lower case. */
import { anywhere, words } from './patterns'

const CODE_WORDS = [
  words(
    // English
    'codes?|otps?|passcodes?|pins?|pass ?phrase|one[- ]time (?:password|passcode|pin|token|key)',
    '(?:temporary|one[- ]time|single[- ]use) (?:password|pass)|access pass|(?:activation|enrol?lment|pairing|temporary) (?:key|token|pass|pin)|(?:verification|log-?in|sign-?in|security|access|auth(?:entication)?|confirmation) (?:number|pin|token|key|digits)|(?:one[- ]time|two[- ]step|2[- ]step|two[- ]factor|single[- ]use) (?:token|number|key|digits|pin)|token(?= ?(?:is|:|=)? ?\\d{4,8}(?!\\d))|2fa|mfa|(?:[mie]|sms|push|chip|photo)?-?tan|enter(?= \\W?\\d)|enter the (?:number|digits|characters)|(?:number|digits) below',
    // a password of digits alone was made for one use
    '(?:passwor[dt]|kennwort|contraseña|senha|mot de passe|wachtwoord|lösenord|adgangskode|passord|salasana|has[lł]o|heslo|jelszó|пароль|şifre|parola|mật khẩu|kata sandi)(?= ?(?:is|ist|lautet|est|es|é|:|=|-)? ?\\d{4,8}(?!\\d))',
    // "a number of six digits" is nothing else
    '(?:\\d|four|five|six|eight)[- ]digits? number|\\d-?(?:stellige\\p{L}*|cijferig\\p{L}*|siffrig\\p{L}*|sifret|cyfrow\\p{L}+|místn\\p{L}+|значн\\p{L}+|haneli|jegyű) (?:zahl|nummer|ziffer\\p{L}*|getal|numret?|tal|numer|čísl\\p{L}+|числ\\p{L}+|sayı\\p{L}*|szám\\p{L}*)|(?:nombre|numéro) à \\d chiffres|n[uú]mero (?:de|di|a) \\d (?:dígitos|cifras|cifre)',
    // Germanic
    '\\p{L}*(?:code|kode|kod)(?:s|n|en|et)?|\\p{L}*einmal(?:passwort|kennwort|pin)|sicherheitsnummer|engångs\\p{L}+',
    '(?:aktivierungs|zugangs|sicherheits|freischalt|einmal)schlüssel|(?:activerings|activatie|toegangs|beveiligings)sleutel|(?:aktiverings|säkerhets)nyckel|(?:aktiverings|sikkerheds|sikkerhets)nøgle|kertakäyttö\\p{L}*|kertasalasan\\p{L}*|egyszer(?:i| használatos) jelsz\\p{L}+|klucz (?:aktywacyjny|dostępu)|(?:aktivační|přístupový|bezpečnostní) klíč|ключ (?:активации|доступа|безопасности)|(?:etkinleştirme|güvenlik|erişim) anahtarı|engangs\\p{L}+|wachtwoord eenmalig|eenmalig\\p{L}*|\\p{L}*k[oó]ð\\p{L}*|kóði\\p{L}*',
    // Romance
    'c[oó]digos?|codi|codic[ei]|cod(?:ul)?|mot de passe (?:temporaire|unique|provisoire|à usage unique)|cl[ée] (?:d.(?:activation|accès)|de (?:sécurité|connexion|vérification)|temporaire|provisoire|à usage unique)|clave(?: de acceso)?',
    'contraseña (?:temporal|única|dinámica|de un solo uso)|senha (?:tempor[aá]ria|[uú]nica|de uso [uú]nico)|palavra-passe|chave (?:de (?:segurança|acesso|ativação|verificação)|tempor[aá]ria|[uú]nica)|chiave (?:di (?:attivazione|accesso|sicurezza|verifica)|temporanea)|(?:parola|password) (?:monouso|temporanea|usa e getta)|parol[aă] (?:unică|temporară|de unică folosință)',
    // Slavic, Baltic
    'k[oó]d\\p{L}{0,4}|kodas\\p{L}*|kods|has[lł]o jednorazowe|jednor[aá]zov\\p{L}+',
    'код\\p{L}{0,3}|пароль\\p{L}{0,2}|пин-?код\\p{L}*|одноразов\\p{L}+|лозинка',
    // Finnish, Hungarian, Turkish, Vietnamese, Malay, Swahili
    '\\p{L}*kood\\p{L}*|tunnusluku\\p{L}*|\\p{L}*kód\\p{L}*|(?:tek kullanımlık )?şifre\\p{L}*',
    'parola\\p{L}*|mã(?: (?:xác (?:minh|nhận|thực)|otp))?|kata sandi sekali pakai|msimbo|nambari ya siri',
    // Greek, Armenian, Georgian
    'κωδικ\\p{L}+|κωδ|կոդ\\p{L}*|კოდი\\p{L}*',
    // Hebrew, Arabic, Persian, Urdu
    '\\p{L}?קוד|סיסמ\\p{L}*|\\p{L}{0,3}رمز\\p{L}*|\\p{L}{0,2}كود|رقم التحقق|كلمة (?:ال)?(?:مرور|سر) (?:لمرة|ال?مؤقتة|الواحدة|أحادية)|mật khẩu (?:một lần|dùng một lần|tạm thời)|वन[- ]टाइम पासवर्ड|\\p{L}?کد|کوڈ',
    // Indic
    'कोड|ओटीपी|কোড|ওটিপি|കോഡ്|කේතය|କୋଡ୍?|کوډ|کۆد\\p{L}*|ኮድ\\p{L}*|ikhodi|கோட்|குறியீடு|కోడ్|ಕೋಡ್|કોડ|ਕੋਡ|कूट',
  ),
  anywhere(
    '验证码|驗證碼|校验码|認證碼|认证码|動態碼|动态码|动态密码|動態密碼|一次性密碼|安全码|安全碼|确认码|確認碼|激活码|登录码|登入碼|注册码|註冊碼|登陆码|核验码|短信码|(?:验证|驗證|确认|確認|登录|登入)(?:代码|代碼|号码|號碼|编号)',
    '[4-8４-８四五六八]\\s?(?:桁|位|자리)\\s?の?(?:番号|数字|數字|英数字|숫자|번호)',
    '口令|一次性密?[码碼]?|代[码碼]|识别码|识別碼|检验码|檢驗碼|通行[码碼]|提取码|授权码',
    '(?:認証|確認|検証|承認|本人確認|セキュリティ|ログイン|ワンタイム|アクセス|照合)\\s?(?:用)?\\s?(?:コード|番号|パスワード|キー)|ワンタイム|パスコード|暗証番号|コード|ピンコード',
    '인증\\s?(?:번호|코드)|확인\\s?(?:번호|코드)|보안\\s?코드|일회용|코드|비밀번호는|로그인\\s?코드',
    'รหัส|โค้ด|ລະຫັດ|លេខកូដ|កូដ|ကုဒ်',
  ),
]

export const CODE_WORD = new RegExp(CODE_WORDS.join('|'), 'gu')

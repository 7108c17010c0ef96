/** What the words on and in a link say about it, one line for each family of languages. */
import { anywhere, words } from './patterns'

/** Following it confirms, signs in, resets or accepts. */
export const VERIFYING = new RegExp(
  [
    words(
      '(?:re)?confirm(?:s|ed|ing|ation)?|verif(?:y|ies|ied|ication)|validat(?:e|ion)|activat(?:e|ion)|authenticat(?:e|ion)|authori[sz]e|sign[- ]?(?:me )?(?:in|up)|log[- ]?(?:me )?(?:in|on)|(?:logging|signing) (?:in|on|up)|reset(?:ting)?(?: (?:your|my))? ?(?:password|passphrase|pin)?|(?:set|choose|create)(?: (?:up|your|my|a|new))* (?:password|account)|change (?:your |my )?password|recover(?:y)?|(?:restore|regain) (?:(?:your|the|my) )?(?:access|account)|accept(?: (?:the|your))?(?: invit\\p{L}+)?|join(?: (?:the|your))? (?:team|workspace|organi[sz]ation|project)|complete (?:your )?(?:registration|sign[- ]?up|setup)|finish (?:signing up|signing in|setting up|creating|registration|setup)|prove (?:it|that|you)|(?:address|e-?mail)(?: address)? (?:is|belongs to) you(?:rs)?|magic link|unlock(?: (?:your|my|the))? account|approve|opt[- ]?in|(?:get|show|view|see|reveal) (?:(?:my|your|the) )?(?:\\p{L}+ )?code|complete (?:your )?(?:sign[- ]?in|log[- ]?in|subscription|profile verification)|subscribe to confirm',
      'entsperr\\p{L}*|ontgrendel\\p{L}*|deblokk?e(?:er|ren)|débloqu\\p{L}+|déverrouill\\p{L}+|desbloque\\p{L}+|sblocc\\p{L}+|lås(?:a)? upp|lås opp?|poista lukitus|avaa lukitus|odblok\\p{L}+|odemkn\\p{L}+|zárolás\\p{L}* felold\\p{L}*|debloc\\p{L}+|kilid\\p{L}* (?:aç|kaldır)\\p{L}*|разблок\\p{L}+|розблок\\p{L}+|отключ\\p{L}+ блокировк\\p{L}+|ξεκλείδ\\p{L}+|(?:فتح|إلغاء) (?:قفل|حظر)|שחרור (?:ה)?חשבון|ביטול (?:ה)?(?:נעילה|חסימה)|mở khóa|buka (?:blokir|kunci)',
      '(?:one[- ]time|single[- ]use|personal|temporary) link|einmal-?link|einmalig\\p{L}* link|lien (?:à usage unique|unique|valable une)|enlace (?:de acceso|de un solo uso|único)|link (?:de acesso|único|monouso|di accesso|do logowania|de conectare)|eenmalige link|(?:engångs|inloggnings|engangs|login|inlog)(?:länk\\p{L}*|lenke\\p{L}*|link\\p{L}*)|jednorazowy link|jednorázov\\p{L}+ odkaz\\p{L}*|одноразов\\p{L}+ (?:ссылк\\p{L}+|посилання)|tek kullanımlık bağlantı|liên kết (?:dùng một lần|đăng nhập)|(?:tautan|link) (?:sekali pakai|masuk)',
      '(?:slutför|fullfør|fuldfør|færdiggør|viimeistele|dokonč\\p{L}*|dokończ\\p{L}*|zakończ\\p{L}*|заверш\\p{L}+|završi\\p{L}*|dovrši\\p{L}*|finaliz\\p{L}+|befejez\\p{L}*|ολοκλ[ηή]ρ\\p{L}+) (?:(?:din|deres|la|l.|o|την|της) ?)?(?:registr\\p{L}+|rekister\\p{L}+|rejestr\\p{L}+|zakład\\p{L}+|přihl\\p{L}+|prihl\\p{L}+|konto|účet|účtu|înscri\\p{L}+|înregistr\\p{L}+|регистр\\p{L}+|реєстр\\p{L}+|регистрац\\p{L}+|εγγραφ\\p{L}+|prijav\\p{L}*|inscri\\p{L}+)|rekisteröity\\p{L}* loppuun|kayd[ıi]\\p{L}* tamamla\\p{L}*|hoàn tất (?:việc )?đăng ký|(?:selesaikan|lengkapi) pendaftaran|(?:إكمال|إتمام|استكمال) (?:ال)?تسجيل|(?:להשלמת|השלמת|להשלים) (?:את )?ה?הרשמה|पंजीकरण पूरा|(?:reenter|re-enter|finish|complete) (?:creating|opening|activating) (?:your |my )?account',
      '(?:e-?mail|konto|anmeldung|registrierung|adresse)?-?(?:bestätig\\p{L}+|verifizier\\p{L}+|aktivier\\p{L}+|freischalt\\p{L}+)|(?:melde|logge|log)\\p{L}* (?:dich|euch|sich|sie sich) (?:\\p{L}+ ){0,4}(?:an|ein)|meld (?:je|u) (?:\\p{L}+ ){0,4}aan|einloggen|anmeld\\p{L}*|passwort (?:zurücksetzen|ändern|festlegen)|zurücksetzen|einladung annehmen|registrierung\\p{L}*|registrierung (?:abschlie\\p{L}+|vollenden)|bevestig\\p{L}*|activ(?:eer|er)\\p{L}*|verifieer\\p{L}*|inloggen|log(?:t|ged)? (?:je|u) in|in gebruik (?:te )?nemen|aanmelden|wachtwoord (?:opnieuw instellen|herstellen|wijzigen)|bekräfta\\p{L}*|verifiera|aktivera|logga in|återställ\\p{L}*|bekreft\\p{L}*|bekræft\\p{L}*|aktiver\\p{L}*|log ind|logg inn|nulstil\\p{L}*|tilbakestill\\p{L}*',
      'conf[ieí]rm\\p{L}*|v[ée]rif[ií](?:er|ez|car|que|ca|quen)\\p{L}*|verifica\\p{L}*|valid(?:er|ez|ar|e|are)|act[ií]v(?:er|ez|ar|e|a|ate|ează|ación|ació|are|area|arl[ao]|al[ao]|el[ao])|ativ(?:ar|e|á-l[ao]|ação)|attiv(?:a|are|azione|al[ao]|arl[ao]|i)|(?:se )?connect(?:er|ez)(?:-vous)?|connexion|iniciar sesi[oó]n|inicia sesi[oó]n|entrar|fazer login|acced(?:er|ere|i|a|ete)|acess(?:e|ar)|acc[eè]s (?:à|a) (?:votre|ton|la|tu)|réinitialis\\p{L}+|restablecer|redefinir|reimposta\\p{L}*|recuperar|cambiar (?:la |tu )?contraseña|accepter|aceptar|accett\\p{L}+|aceitar|autentific\\p{L}+|conectar\\p{L}*|resetea\\p{L}*|(?:complet|final|termin|conclu)\\p{L}* (?:l.|la |el |il |o |a |votre |ton |tu |su |sua |tua |tuo |seu ){0,3}(?:inscri\\p{L}+|iscri\\p{L}+|regist\\p{L}+|cadastro|alta)',
      'potwierd\\p{L}+|zweryfikuj|aktywuj|zalog\\p{L}+|zresetuj|ustaw (?:nowe )?hasło|potvrd\\p{L}+|ověř\\p{L}*|overi\\p{L}*|aktivova\\p{L}*|aktivuj\\p{L}*|aktiv[aá]c\\p{L}*|aktywac\\p{L}*|aktywow\\p{L}*|přihl[aá][sš]\\p{L}*|obnov\\p{L}* hesl\\p{L}*|prihl[aá]s\\p{L}*|prijav\\p{L}*|potrdi\\p{L}*|aktivir\\p{L}*|logi sisse|aktiveeri|lähtesta|aktiviz\\p{L}*|pieteik\\p{L}*|pieslēg\\p{L}*|atiestat\\p{L}*|aktyvuo\\p{L}*|prisijung\\p{L}*|atstat\\p{L}*|inicia(?:r)? sessió|restabl\\p{L}*|nollaa|възстанов\\p{L}*|најав\\p{L}*|активу\\p{L}*|подтверд\\p{L}+|подтвержд\\p{L}+|віднов\\p{L}+|скин(?:ути|ення)|активир\\p{L}+|войти|вход(?:а|у|ом)?|вхід|входу|сбросить|восстанов\\p{L}+|підтверд\\p{L}+|увійти|потвър[дж]\\p{L}+|потврд\\p{L}+|vahvista\\p{L}*|aktivoi\\p{L}*|kirjaudu|megerősít\\p{L}*|erősíts\\p{L}* meg|aktivál\\p{L}*|bejelentkez\\p{L}*|intr(?:[aăi]|ați|area) în cont|doğrula\\p{L}*|onayla\\p{L}*|etkinleştir\\p{L}*|giriş yap\\p{L}*|sıfırla\\p{L}*|xác (?:nhận|minh|thực)|kích hoạt|đăng nhập|đặt lại|\\p{L}*konfirmasi\\p{L}*|\\p{L}*verifikasi\\p{L}*|(?:meng)?aktifkan|(?:peng)?aktifan|aktivasi|baieztat\\p{L}*|egiaztat\\p{L}*|kinnita\\p{L}*|apstiprin\\p{L}*|patvirtin\\p{L}*|staðfest\\p{L}*|konfirmo\\p{L}*|verifiko\\p{L}*|təsdiq\\p{L}*|tasdiq\\p{L}*|bevestig\\p{L}*|thibitisha|kumpirmahin|i-verify|баталгаажуул\\p{L}*|раста\\p{L}*|пацвердз\\p{L}*|пацвярд\\p{L}*|დაადასტურ\\p{L}*|დადასტურ\\p{L}*|აქტივაცი\\p{L}*|հաստատ\\p{L}*|masuk|atur ulang|sahkan',
      'επιβεβα[ιί]\\p{L}+|επαλ[ηή]θ\\p{L}+|ενεργοπο[ιί]\\p{L}+|σύνδεση|συνδεθ\\p{L}+|ε[ιί]σ[οό]δο[ςυ]?|επαναφορά|אשר|[א-ת]{0,2}(?:אימות|אישור|אמת|הפעל\\p{L}*|התחבר\\p{L}*|כניסה|איפוס)|\\p{L}{0,3}تأكيد|\\p{L}{0,3}تفعيل|\\p{L}{0,3}تسجيل الدخول|الدخول(?: إلى)?|\\p{L}{0,3}تحقق|إعادة تعيين|أكّ?د|تایید|تأیید|فعال[ \\u200c]?سازی|ورود|استعادة|بازیابی|بازنشانی|लॉगिन|सक्रिय|सत्यापित|सत्यापन|पुष्टि|साइन इन|प्रमाणित|உறுதிப்படுத்\\p{L}*|சரிபார்\\p{L}*|ధృవీకరి\\p{L}*|నిర్ధారి\\p{L}*|ಪರಿಶೀಲಿ\\p{L}*|ચકાસ\\p{L}*|ਪੁਸ਼ਟੀ|تصدیق|लॉग ?इन|সত্যাপন|যাচাই',
    ),
    anywhere(
      'ロック(?:を)?解除|解锁|解鎖|잠금 해제|ปลดล็อก',
      '確認(?:する|して)?|認証|検証|有効化|アクティベート|ログイン|サインイン|パスワード(?:の|を)?(?:再設定|リセット|変更)|再設定|リセット|本登録|(?:登録|手続き?)(?:を)?完了|招待を?(?:受け|承認|承諾)',
      '验证|驗證|确认|確認|激活|启用|啟用|登录|登錄|登入|重置|重設|重设|接受邀请|接受邀請|인증|확인|활성화|로그인|재설정|초대 수락|가입 완료|完成(?:注册|註冊)|ยืนยัน|เปิดใช้งาน|เข้าสู่ระบบ|รีเซ็ต',
    ),
  ].join('|'),
  'iu',
)

/** A mail that speaks of the password in its subject, or right before a link, is mostly about setting it. */
export const PASSWORD = new RegExp(
  [
    words(
      'passwor[dt]s?|kennwort|contraseña|senha|palavra-passe|mot de passe|wachtwoord|lösenord\\p{L}*|adgangskode\\p{L}*|passord\\p{L}*|salasana\\p{L}*|hasł\\p{L}+|hesl\\p{L}+|jelsz\\p{L}+|парол\\p{L}*|лозинк\\p{L}*|şifre\\p{L}*|parol\\p{L}*|κωδικ\\p{L}+ πρόσβασ[ηή]ς|[א-ת]{0,2}סיסמ\\p{L}*|كلمة (?:ال)?مرور|كلمة السر|رمز (?:عبور|جدید|تازه)|گذرواژه|پاس ?ورڈ|पासवर्ड|mật khẩu|kata sandi|kata laluan',
    ),
    anywhere('パスワード|密码|密碼|비밀번호|รหัสผ่าน'),
  ].join('|'),
  'iu',
)

/** Takes an account back: the way on for who lost it, the way out where somebody else changed it. */
export const RECOVERING = new RegExp(
  words(
    'recover|restore|regain|wiederherstell\\p{L}*|récupér\\p{L}+|recuper\\p{L}+|herstel\\p{L}*|återställ\\p{L}*|gendan\\p{L}*|gjenopprett\\p{L}*|palauta|odzysk\\p{L}+|obnov\\p{L}*|восстанов\\p{L}+|віднов\\p{L}+|helyreállít\\p{L}*|kurtar\\p{L}*|ανάκτηση|استعادة|שחזור|khôi phục|pulihkan',
  ),
  'iu',
)

/** Asked of whose password is gone already: an administrator may have reset it. */
export const SETTING_NEW = new RegExp(
  [
    words(
      'set|choose|create|pick|festlegen|vergeben|wählen|définir|choisir|créer|establecer|crear|elegir|definir|criar|imposta|scegli|crea|(?<!opnieuw )instellen|kiezen|ange|välj|ustaw|utwórz|nastav\\p{L}*|задать|создать|придум\\p{L}+|встановити|belirle\\p{L}*|oluştur\\p{L}*|buat',
    ),
    anywhere('(?<!再)設定|(?<!重新)(?:设置|設置)|(?<!재)설정|ตั้งรหัส'),
  ].join('|'),
  'iu',
)

/** Following it ends mails. */
export const UNSUBSCRIBING = new RegExp(
  [
    words(
      'unsubscri\\p{L}+|opt[- ]?out|(?:e-?mail|notification|communication|mailing|subscription) (?:preferences|settings)|manage (?:your )?(?:subscriptions?|preferences|notifications|emails?)|stop receiving|list-unsubscribe|update (?:your )?preferences',
      'abmelden|abbestell\\p{L}+|austragen|newsletter abmelden|afmelden|uitschrijven|avregistrera\\p{L}*|avsluta prenumeration\\p{L}*|avprenumerera|avmeld\\p{L}*|afmeld\\p{L}*|framelding',
      'd[ée]sabonn\\p{L}+|d[ée]sinscri\\p{L}+|se d[ée]sinscrire|darse de baja|dar de baja|cancelar (?:la |a )?(?:suscripci[oó]n|inscriç[aã]o|assinatura)|anular (?:la )?suscripci[oó]n|descadastr\\p{L}+|desinscrever\\p{L}*|disiscri\\p{L}+|cancella(?:ti|re)? (?:l.)?iscrizione|annulla (?:l.)?iscrizione|dezabon\\p{L}+',
      'wypisz\\p{L}*|rezygn\\p{L}+ z subskrypcji|zrezygnuj|odhlás\\p{L}*|отпис\\p{L}+|відпис\\p{L}+|peru(?:uta)? tilau\\p{L}*|leiratkoz\\p{L}*|abonelik(?:ten)? (?:çık\\p{L}*|iptal\\p{L}*)|hủy đăng ký|berhenti berlangganan|απεγγραφ\\p{L}*|διαγραφή|הסר\\p{L}* מרשימ\\p{L}*|ביטול (?:ה)?מינוי|الغاء الاشتراك|إلغاء الاشتراك|لغو اشتراک|सदस्यता समाप्त',
    ),
    anywhere(
      '配信停止|登録解除|購読(?:を)?(?:解除|停止|中止)|メール(?:の)?停止|退订|退訂|取消订阅|取消訂閱|수신\\s?거부|구독\\s?(?:취소|해지)|ยกเลิกการ(?:สมัคร|รับ)',
    ),
  ].join('|'),
  'iu',
)

/** Parts of an address that name such a page. */
export const VERIFYING_URL =
  /(?<![a-z])(?:verif(?:y|ied|ication|izieren|icar|ica|ier)|(?:re)?confirm(?:ation|ar|er|e|action)?|activat(?:e|ion)|aktivier(?:en|ung)|bestaetig(?:en|ung)|valid(?:ate|ation)|magic(?:-?link)?|sign-?in|log-?in|oauth|auth(?:enticate|orize)?|reset(?:[-_]?(?:password|pw))?|password[-_]?reset|recover(?:y)?|invit(?:e|es|ation|ations)|join|accept|opt-?in|double-?opt|action-?token|login-actions|email-?link|otp|passwordless|set-?password|enrol(?:l|lment|ment)?|unlock|entsperren|(?:de|dés)?blo(?:quer|queo|quear)|onboard(?:ing)?|callback|confirmaci[oó]n|confirmacao|conferm[ae]|bevestig(?:en|ing)?|potwierd[zź]?|potvrd\w*|over(?:it|enie)|activeer|activ(?:ar|er|acion|ation)|ativar|attiva(?:re|zione)?|aktyw(?:uj|acja)|aktiver(?:a|en|ing)?|bekr(?:aeft|eft|afta)|freischalt(?:en|ung)|registr(?:ier|o|azione|acja|ace)\w*|regist|valid(?:er|ar|azione)|verifik\w*|dogrula\w*|onay|devices?[-_/](?:approve|authori[sz]e)|approve-\w+|kennwort|passwor[dt]|wachtwoord|restablecer|reinit\w*|herstel|recuperar|odzyskaj|haslo)(?![a-z])/i
export const UNSUBSCRIBING_URL =
  /unsub|opt-?out|abmelden|desinscri|desabon|(?:email|notification|mail)[-_/]?(?:preferences|settings)/i

/** A secret in the address: what makes a link personal. */
export const SECRET_URL =
  /[?&#/=](?=[\w.~%+-]*\d)(?=[\w.~%+-]*[a-z])[\w.~%+-]{16,}|[?&][\w-]{0,24}(?:token|key|code|hash|secret|ticket)=[\w.~%+-]{2,}|[?&](?:token|code|key|secret|password|pw|pass|nonce|challenge|state|magic|login|invite|otp|hash|sig|signature|ticket|t|k|c|oobCode)=[\w.~%+-]{2,}/i

/** A piece of the path that nobody would read aloud. */
export const TOKEN_IN_PATH =
  /[/=](?=[^/?&#]{0,80}[A-Za-z])(?:[A-Za-z]{0,8}\d[A-Za-z\d]{0,20}-){1,8}[A-Za-z]{0,8}\d[A-Za-z\d]{0,20}(?:[/?&#]|$)|[/=:.](?=[A-Za-z_]*\d)(?=\d*[A-Za-z_])[A-Za-z\d_]{6,}(?:[/?&#:.]|$)/

/** Begins with "sign in" in one of its forms. */
export const SIGN_IN =
  /^\W*(?:(?:please |click (?:here )?to )?(?:sign|log)[- ]?(?:in|on)|login|(?:zur? )?(?:anmeldung|login|anmelden)|jetzt (?:anmelden|einloggen)|einloggen|mijn account|(?:se |me )?connecter|connexion|iniciar sesi[oó]n|inicia sesi[oó]n|acceder|entrar|accedi|inloggen|logga in|log ind|zaloguj|войти|увійти|ログイン|サインイン|登录|登錄|登入|로그인|تسجيل الدخول|כניסה|đăng nhập|masuk|giriş yap|kirjaudu|přihl[aá]sit)(?!\p{Ll})/iu

/** What says nothing of the page behind it. */
export const GENERIC_LABEL = new RegExp(
  `^\\P{L}*(?:${[
    '(?:please )?(?:click|tap|press|go) (?:here|this link|below|the link)|open (?:this|it)(?: link| page| address)?(?: (?:on|in) [\\w ]{1,30})?|here|this(?: link| one)?|link|continue|next|open|get started|let.?s go',
    '(?:please |just |simply |then )*(?:visit|go to|open|browse to|follow|use|click(?: on)?|tap(?: on)?)(?: (?:this|the|our)(?: following)? (?:link|page|address|url|site|website))?(?: below| here| at| via)?',
    'hier(?: klicken)?|(?:bitte )?(?:öffnen|besuchen|klicken) sie(?: bitte)?(?: auf| hier)?(?: (?:diesen link|diese seite|(?:den |die )?folgende[nr]? (?:link|seite|adresse)))?|diesem link|weiter|fortfahren|klik hier|deze link|doorgaan|(?:bezoek|open|ga naar)(?: deze (?:link|pagina))?|klicka här|här|öppna(?: (?:länken|sidan))?|klik her|her|trykk her|tästä|paina tästä|avaa(?: linkki)?',
    'cliquez ici|cliquer ici|ici|ce lien|continuer|(?:veuillez )?(?:ouvr\\p{L}+|suiv\\p{L}+|cliquer sur|cliquez sur|rendez-vous sur|visitez)(?: (?:ce lien|cette page|cette adresse|le lien suivant))?|(?:haz |haga )?clic(?:k)? aquí|aquí|este enlace|continuar|(?:abre|abra|visita|visite|sigue|siga|pulsa|pulse)(?: (?:este enlace|esta página|el siguiente enlace|aquí))?|clique aqui|aqui|este link|(?:acesse|abra)(?: (?:este link|esta página))?|clicca qui|qui|questo link|continua|(?:apri|segui|visita)(?: (?:questo link|questa pagina))?|aici|click aici',
    'kliknij tutaj|tutaj|otwórz(?: (?:link|stronę))?|przejdź (?:na|do)(?: stron[ęy])?|zde|klikněte zde|klikni(?:te)? (?:sem|sem)|sem|tu|kliknite sem|ide|kattintson ide|itt|tukaj|ovdje|kliknite ovdje|нажмите здесь|здесь|сюда|по ссылке|этой ссылке|перейдите по ссылке|продолжить|тут|сюди|натисніть тут|за посиланням|тук|натиснете тук',
    'tıklayın|buraya(?: tıklayın)?|bu bağlantı(?:ya|yı)?(?: tıklayın)?|devam(?: et)?|εδώ|πατήστε εδώ|כאן|לחצו כאן|לחץ כאן|هنا|اضغط هنا|یہاں|اینجا|यहाँ|यहां(?: क्लिक करें)?|คลิกที่นี่|ที่นี่|(?:nhấn )?(?:vào|tại) đây|(?:klik )?di ?sini',
    'こちら(?:をクリック|から)?|ここ(?:をクリック)?|続ける|点击这里|点击此处|此处|這裡|點擊這裡|這裡|繼續|继续|여기(?:를 클릭|를 눌러)?|계속',
  ].join('|')})\\P{L}*$`,
  'iu',
)

/** Pages that stand at the foot of every mail. */
export const FOOTER = new RegExp(
  [
    words(
      'privacy|terms|legal|imprint|impressum|help|support|faq|contact(?: us)?|blog|about(?: us)?|careers|twitter|facebook|instagram|linkedin|youtube|github|tiktok|discord|app store|google play|android|ios|iphone|ipad|download|view (?:this (?:e-?mail )?)?(?:in|online)|(?:in|im) browser|web version|home|website|shop|documentation|docs|learn more|read more|policy|policies|datenschutz|agb|hilfe|kontakt|confidentialité|mentions légales|aide|privacidad|ayuda|privacidade|ajuda|report (?:it|this|abuse)|secure your account|not you|wasn.t (?:me|you)|view (?:your )?(?:order|invoice|receipt|cart|details)|track|shop now|start exploring|return to|manage',
    ),
    anywhere('プライバシー|利用規約|ヘルプ|お問い合わせ|隐私|隱私|条款|條款|帮助|幫助|开人|고객센터|이용약관'),
  ].join('|'),
  'iu',
)

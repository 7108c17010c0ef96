/** What else links ask for: to look, to buy, to pay, to answer. None of it proves who the reader is. */
import { anywhere, words } from './patterns'

/** Verbs of other steps; a call to verify on the same link wins. */
export const OTHER_STEP = new RegExp(
  [
    words(
      '(?:view|see|read|watch|browse|explore|discover|check(?: out)?|track|follow|download|print|share|reply|respond|answer|comment|pay|renew|upgrade|update (?:your |my )?(?:card|payment|billing|details|preferences|settings)|buy|shop|order|book|reserve|register (?:for|now)|save (?:my|your) (?:seat|spot)|rsvp|add (?:a|an|to|your)|rate|leave|write|take|play|listen|start (?:the|a|your|my|free|now|today|exploring|reading|shopping|saving|learning|trial)|get (?:the|tickets?|your (?:ticket|copy|discount|free|gift))|(?:pick|choose|select) (?:a|your|my) (?:time|slot|date|seat|plan|size)|try|learn|find out|visit|how to|manage|change|edit|schedule|reschedule|extend|donate|claim|redeem|use (?:the |my |your )?(?:code|coupon)|tell us|give feedback|invite (?:a |an |your |more |some )?(?:friends?|people|colleagues|others|members|teammates|co-?workers)|refer|review|go to|back to|return to|secure (?:my|your)|contact|call|not interested|see what)',
      '(?:ansehen|anzeigen|anschauen|lesen|verfolgen|herunterladen|drucken|antworten|bezahlen|kaufen|bestellen|buchen|bewerten|verschieben|verwalten|entdecken|mehr erfahren|zum shop|zur kasse|einlösen|sichern|ändern|prüfen)',
      '(?:bekijk\\p{L}*|lees\\p{L}*|volg|download\\p{L}*|betaal|betalen|koop|bestel\\p{L}*|boek|beoordeel|beheer|ontdek|reageer|wijzig\\p{L}*|controleer|visa|läs|följ|ladda ner|betala|köp|beställ|boka|svara|hantera|upptäck|kontrollera|vis|se|læs|les|følg|hent|betal|køb|kjøp|bestil|bestill|svar|administrer|tjek|sjekk|näytä|katso|lue|seuraa|lataa|maksa|osta|tilaa|varaa|vastaa|hallitse|tarkista)',
      '(?:voir|consulter|lire|suivre|télécharger|imprimer|répondre|payer|acheter|commander|réserver|noter|évaluer|gérer|découvrir|en savoir plus|modifier|profiter|j.en profite|sécuriser|ver|leer|seguir|descargar|imprimir|responder|pagar|comprar|reservar|valorar|gestionar|descubrir|saber más|revisar|ler|acompanhar|baixar|avaliar|gerir|gerenciar|descobrir|saiba mais|proteger|vedi|visualizza|leggi|segui|scarica|stampa|rispondi|paga|acquista|ordina|prenota|valuta|gestisci|scopri|controlla|modifica|vezi|citește|urmărește|descarcă|plătește|cumpără|răspunde)',
      '(?:zobacz|przeczytaj|śledź|pobierz|zapłać|kup|zamów|odpowiedz|oceń|zarządzaj|sprawdź|odkryj|zmień|zobrazit|přečíst|sledovat|stáhnout|zaplatit|koupit|objednat|odpovědět|hodnotit|spravovat|zkontrolovat|zobraziť|stiahnuť|zaplatiť|megtekint\\p{L}*|elolvas\\p{L}*|követ\\p{L}*|letölt\\p{L}*|fizet\\p{L}*|vásárl\\p{L}*|rendel\\p{L}*|válasz\\p{L}*|értékel\\p{L}*|kezel\\p{L}*|посмотреть|смотреть|читать|прочитать|отследить|скачать|оплатить|купить|заказать|ответить|оценить|управлять|проверить|узнать|перейти в|изменить|переглянути|читати|відстежити|завантажити|оплатити|купити|відповісти|оцінити|перевірити|виж|прегледай|проследи|изтегли|плати|pogledaj\\p{L}*|pročitaj|prati|preuzmi|plati)',
      '(?:görüntüle|oku|takip et|indir|öde|satın al|sipariş ver|yanıtla|değerlendir|yönet|incele|keşfet|kontrol et|xem|đọc|theo dõi|tải|thanh toán|mua|đặt hàng|trả lời|đánh giá|quản lý|lihat|baca|lacak|unduh|bayar|beli|pesan|balas|nilai|kelola|cek|δείτε|διαβάστε|παρακολουθήστε|κατεβάστε|πληρ\\p{L}+|αγορά\\p{L}*|απάντη\\p{L}+|αξιολογ\\p{L}+|ελέγξτε|عرض|قراءة|تتبع|تحميل|تنزيل|دفع|شراء|رد|تقييم|إدارة|צפייה|צפו|לצפייה|קרא\\p{L}*|מעקב|הורד\\p{L}*|תשלום|לתשלום|רכישה|השב|דרג\\p{L}*|ניהול|مشاهده|خواندن|دانلود|پرداخت|خرید|देखें|पढ़ें|डाउनलोड|भुगतान|खरीदें|ट्रैक)',
    ),
    anywhere(
      '見る|読む|詳細|ダウンロード|支払|購入|返信|回答|アンケート|評価|追跡|もっと|一覧|管理|チェック',
      '查看|阅读|閱讀|下载|下載|支付|付款|购买|購買|回复|回覆|评价|評價|跟踪|追踪|管理|了解|详情|詳情|续费|續費|立即抢购',
      '보기|읽기|다운로드|결제|구매|답장|답변|평가|조회|관리|자세히|알아보기|ดู|อ่าน|ดาวน์โหลด|ชำระ|ซื้อ|ตอบ|ให้คะแนน|ติดตาม|จัดการ',
    ),
  ].join('|'),
  'iu',
)

/** Things that have nothing to do with who the reader is; on a link they outweigh any verb. */
export const OTHER_THING = new RegExp(
  [
    words(
      'activit(?:y|ies)|aktivität\\p{L}*|activité|actividad|atividade|attività|activiteit|aktivitet\\p{L}*|aktywność|aktivit[uy]|активност\\p{L}*|etkinli[kğ]\\p{L}*|hoạt động|aktivitas',
      '(?:recovery|backup) (?:codes?|key|phrase)|(?:discount|offer|deal|coupon|reward|bonus|voucher|cashback|gift|prize|promo(?:tion)?|points|cart|wishlist)s?|quiz|survey|challenge|webinar|proofs?(?! of)|remises?|b[oó]nus|[iİ]ndirim\\p{L}*|kampanya|recipe|article|report|comments?|message|document|contract|agreement|quote|proposal|expense|timesheet|card on file|payment (?:method|details)|billing|subscription plan|friends?|freunde?|amis?|amigos?|amici|vrienden|vänner|venner|znajom\\p{L}+|přátel\\p{L}*|barát\\p{L}*|arkadaş\\p{L}*|друз\\p{L}+|bạn bè|teman|garantie|rabatt|angebot|offre|oferta|offerta|aanbieding|erbjudande|tilbud|tarjous|nabídk\\p{L}+|ajánlat\\p{L}*|скидк\\p{L}*|предложени\\p{L}+|pull request|merge request',
    ),
    anywhere('アンケート|特典|クーポン|友達|优惠|優惠|好友|活动|活動|쿠폰|혜택|친구|활동'),
  ].join('|'),
  'iu',
)

/** Sentences that lead to something to read, or to get. */
export const READING = new RegExp(
  [
    `^\\P{L}*${words(
      'read|learn|find out|discover|view|watch|track|download|pay|browse|see (?:how|what|all|the|your)|more|details?|lesen|erfahren|entdecken|mehr|details|lisez|découvrez|détails|téléchargez|suivez votre|lee|descubre|detalles|descarga|sigue tu|leia|descubra|detalhes|baixe|acompanhe|leggi|scopri|dettagli|scarica|segui il|lees|ontdek|details|volg je|läs|upptäck|læs|opdag|les|lue|lataa|przeczytaj|szczegóły|pobierz|śledź|přečtěte|podrobnosti|stáhněte|olvass\\p{L}*|részletek|citește|detalii|прочитай\\p{L}*|подробн\\p{L}+|читайте|скачай\\p{L}*|детал\\p{L}*|detaylar|ayrıntılar|xem|chi tiết|theo dõi|baca|detail|lacak|λεπτομέρειες|διαβάστε|تفاصيل|اقرأ|פרטים',
    )}`,
    anywhere('詳細|詳しく|状況|一覧|明細|内容|详情|詳情|账单|帳單|物流|자세히|조회|내역|รายละเอียด'),
  ].join('|'),
  'iu',
)

/** What a mail may be about: nothing in it is wanted of the reader's account, whatever words its subject plays with. */
export const OTHER_ERRAND = new RegExp(
  [
    words(
      'surveys?|feedback|how (?:was|did|is|are|do|does|can|to)|rate|quiz|webinar|events?|party|birthday|wedding|rsvp|conference|workshop|meet-?up|challenge|tips|comment(?:ed|s)?|mentioned|replied|(?:pull|merge) requests?|expenses?|timesheets?|time off|leave requests?|quote|proposal|contract|agreement|please sign|e-?sign\\p{L}*|updat(?:ed|es?|ing) (?:to )?(?:our|the) (?:terms|privacy|policy)|pending approvals?|approvals? (?:needed|required|request)|habits?|trial|upgrade',
      'umfrage|veranstaltung|hochzeit|geburtstag|agb|enquête|événement|anniversaire|mariage|encuesta|evento|cumpleaños|boda|pesquisa|aniversário|casamento|sondaggio|compleanno|matrimonio|evenement|verjaardag|bruiloft|undersökning|evenemang|ankieta|wydarzeni\\p{L}+|dotazník|událost|felmérés|esemény|опрос|мероприяти\\p{L}+|опитування|подія|anket|etkinlik|khảo sát|sự kiện|survei|acara|έρευνα|εκδήλωση|استبيان|فعالية|סקר|אירוע',
    ),
    anywhere('アンケート|イベント|セミナー|ウェビナー|问卷|調查|调查|活动|活動|설문|이벤트|행사|แบบสำรวจ|กิจกรรม'),
  ].join('|'),
  'iu',
)

/** People meet, learn or vote: who comes says so, and proves nothing. */
export const EVENT = new RegExp(
  [
    words(
      'events?|party|birthday|wedding|rsvp|conference|workshop|meet-?ups?|webinars?|seminars?|courses?|training|lectures?|concerts?|marathon|fair|open (?:day|house)|tender|bid|interview|general meeting|annual meeting',
      '\\p{L}*veranstaltung\\p{L}*|hochzeit|geburtstag\\p{L}*|\\p{L}*versammlung|\\p{L}*seminar\\p{L}*|\\p{L}*kurs(?:es?|details)?|tagung|tag der offenen tür|evenement\\p{L}*|verjaardag|bruiloft|vergadering|open dag|cursus|evenemang|årsmöte\\p{L}*|stämma\\p{L}*|bröllop|begivenhed|generalforsamling\\p{L}*|årsmøte\\p{L}*|bryllup|yhtiökokou\\p{L}*|kokouks\\p{L}*|häät|tapahtuma\\p{L}*',
      'événement|anniversaire|mariage|assemblée|portes ouvertes|séminaire|atelier|formation|concert|evento|cumpleaños|boda|asamblea|junta general|seminario|taller|jornada|aniversário|casamento|assembleia|seminário|oficina|compleanno|matrimonio|assemblea|corso|laboratorio|eveniment|adunare\\p{L}*|nuntă|seminar',
      'wydarzeni\\p{L}+|zebrani\\p{L}+|szkoleni\\p{L}+|wesel\\p{L}+|událost\\p{L}*|schůz\\p{L}*|seminář\\p{L}*|svatb\\p{L}*|esemény\\p{L}*|közgyűlés\\p{L}*|esküvő\\p{L}*|мероприяти\\p{L}+|собрани\\p{L}+|семинар\\p{L}*|вебинар\\p{L}*|свадьб\\p{L}+|подія|збори|семінар\\p{L}*|весілл\\p{L}+|събрание\\p{L}*|sastan\\p{L}+',
      'etkinlik\\p{L}*|genel kurul\\p{L}*|toplantı\\p{L}*|düğün\\p{L}*|εκδήλωση|συνέλευση|σεμινάριο|γάμος|حفل\\p{L}*|اجتماع|\\p{L}{0,2}الاجتماع|ندوة|ה?אסיפה|\\p{L}?אסיפה|אירוע|חתונה|סדנה|hội thảo|sự kiện|đám cưới|acara|seminar|rapat|pernikahan|बैठक|समारोह|विवाह',
    ),
    anywhere(
      'イベント|セミナー|ウェビナー|説明会|総会|活动|活動|研讨会|讲座|婚礼|설명회|세미나|이벤트|행사|총회|결혼|สัมมนา|งานแต่ง|กิจกรรม',
    ),
  ].join('|'),
  'iu',
)

/** What a service knows of the reader: where it is spoken of, an event is only the occasion. */
export const ACCOUNT = new RegExp(
  [
    words(
      '(?:e-?)?mails?(?:adresse|-adresse|adres|adress)?|accounts?|profile|konto\\p{L}*|e-?post\\p{L}*|compte|adresse|cuenta|correo|dirección|conta|endereço|indirizzo|e-?mailadres|sähköposti\\p{L}*|tili\\p{L}*|konta|adres e-?mail|účet|účtu|fiók\\p{L}*|contul?|hesab\\p{L}*|e-?posta\\p{L}*|аккаунт\\p{L}*|почт\\p{L}*|уч[её]тн\\p{L}+|акаунт\\p{L}*|пошт\\p{L}*|λογαριασμ\\p{L}+|حساب\\p{L}*|بريد\\p{L}*|ה?חשבון|ה?דוא.ל|ایمیل|खाता|ईमेल|tài khoản|akun',
    ),
    anywhere('メール|アカウント|邮箱|郵箱|账号|帳號|이메일|계정|บัญชี|อีเมล'),
  ].join('|'),
  'iu',
)

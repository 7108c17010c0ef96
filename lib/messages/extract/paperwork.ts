/** Mails about orders, parcels, bookings and bills carry codes of many kinds: there only words of proof make one a one-time code. */
import { VERIFYING } from './link-words'
import { anywhere, words } from './patterns'

const PAPERWORK = new RegExp(
  [
    words(
      'invoices?|receipts?|orders?|statements?|shipp(?:ed|ing)|shipments?|deliver(?:y|ed)|parcels?|packages?|bookings?|reservations?|tickets?|appointments?|itinerary|flights?|refund(?:ed|s)?|bills?|pick-?up|your (?:\\p{L}+ ){0,3}(?:stay|trip|ride|visit|purchase)|payment received|survey|newsletter|gifts?|gift cards?|e-?gift|donation|check-?in',
      '\\p{L}*rechnung(?:en)?|kontoauszug|\\p{L}*bestellung(?:en)?|lieferung|paket|sendung|buchung\\p{L}*|termin(?:e|en|s|best\\p{L}+|erinner\\p{L}+|verein\\p{L}+|anfrage|absage|buchung\\p{L}*|vorschlag|änder\\p{L}+|verschieb\\p{L}+)?|versand\\p{L}*|gutschrift|gutschein\\p{L}*|geschenk\\p{L}*|geschenkkarte|abholung|bezorg\\p{L}*|onderweg|cadeau\\p{L}*|factuur|bestelling|pakket|zending|boeking|faktura|beställning|paket\\p{L}*|försändelse|ordrebekræftelse|pakke|tilaus\\p{L}*|lasku',
      'relevé|extracto|extrato|estratto conto|factures?|commandes?|colis|livraison|réservation|rendez-vous|billets?|séjour|voyage|factur(?:as?|ación)|compra|compraste|pedidos?|env[ií]os?|paquete|citas?|reservas?|recibos?|fatura|encomenda|boleto|entrega|fattura|ordine|pacco|spedizion[ei]|consegna|prenotazione|appuntamento|comand[aă]|factur[aă]|colet',
      'wyciąg\\p{L}*|zamówieni\\p{L}+|przesyłk\\p{L}+|dostaw\\p{L}+|paczk\\p{L}+|rezerwacj\\p{L}+|objednávk\\p{L}+|zásilk\\p{L}+|faktur\\p{L}*|rendelés\\p{L}*|számla|csomag\\p{L}*|заказ\\p{L}*|сч[её]т\\p{L}*|выписк\\p{L}*|посылк\\p{L}+|доставк\\p{L}+|бронирован\\p{L}+|чек|поездк\\p{L}+|замовлен\\p{L}+|посилк\\p{L}+|поръчк\\p{L}+|пратк\\p{L}+|παραγγελ\\p{L}+|τιμολόγι\\p{L}+|δέμα',
      'siparişi?\\p{L}*|gönderi\\p{L}*|teslim\\p{L}*|faturan?\\p{L}*|kargo\\p{L}*|rezervasyon\\p{L}*|đơn hàng|hóa đơn|pesanan|tagihan|paket|الطلب|طلبك|فاتورة|شحن\\p{L}*|حجز\\p{L}*|[א-ת]{0,2}(?:הזמנה|חשבונית|משלוח|חבילה)|سفارش|فاکتور|ऑर्डर',
    ),
    anywhere(
      '注文|請求|予約|発送|配送|領収|お届け|订单|訂單|发票|發票|快递|快遞|包裹|账单|帳單|预订|預訂|发货|取件|주문|배송|결제|예약|청구|택배|คำสั่งซื้อ|ใบเสร็จ|พัสดุ',
    ),
  ].join('|'),
  'iu',
)
const PROOF = new RegExp(
  [
    words(
      'otps?|one[- ]time|passcodes?|2fa|two[- ]factor|\\p{L}*tan|security|secure|identity|secret|(?:log|sign)[- ]?(?:in|on)|access(?! to)|acceso|accès|acesso|accesso|zugang\\p{L}*|toegang\\p{L}*|dostęp\\p{L}*|доступ\\p{L}*|never share|do not share|don.t share|expires|valid for|enter (?:the |this |your )?code(?! at)|registr\\p{L}+|regist(?:er|o|rieren)|sign[- ]?up|rejestr\\p{L}+|регистр\\p{L}+|реєстр\\p{L}+|autor[iy][sz]\\p{L}+|approval|authori[sz]ation|авториз\\p{L}+|kayıt|đăng ký|pendaftaran|הרשמה|تسجيل|εγγραφ\\p{L}+|pair(?:ing)?|link (?:your|this|a)|connect|einmal\\p{L}+|sicherheit\\p{L}*|usage unique|sécurité|un solo uso|seguridad|segurança|sicurezza|jednorazow\\p{L}+|одноразов\\p{L}+|безопасност\\p{L}+',
    ),
    anywhere('验证|驗證|校验|注册|註冊|登録|가입|ลงทะเบียน|动态|認証|ワンタイム|本人確認|인증|ยืนยัน|otp'),
  ].join('|'),
  'iu',
)

/** The reader's own, "your code", or one that is spoken of as known, "the code is", in languages where the word "code" alone names many things. */
const OWN = new RegExp(
  [
    words(
      'your(?: \\p{L}+){0,3} code|(?:the|this|following|new|fresh|another|my) codes?|codes? (?:is|are|below)|(?:der|den|dies\\p{L}*|folgend\\p{L}*|neue[rn]?) code|(?:le|ce) code|(?:el|este|siguiente|o|nuevo|novo) c[oó]digo|(?:il|questo|seguente|nuovo) codice|(?:de|deze) code|(?:ten|poniższy) kod|(?:этот|следующий|новый) код|koden|dein\\p{L}*|ihr(?:en|e)?|votre|ton|tu|su|seu|sua|teu|tuo|suo|je|jouw|uw|din|ditt|twój|váš|ваш|твой|твій|σας|σου|שלך|الخاص بك|شما|आपका|আপনার|anda|kamu|của bạn|\\p{L}+(?:unuz|ünüz|ınız|iniz)',
    ),
    anywhere('あなた|お客様の|您的|你的|고객님|ของคุณ'),
  ].join('|'),
  'iu',
)
/** Announcements that need no proof of their own: all but the plain word "code". */
const PLAIN_CODE = /(?<!\p{L})codes?(?!\p{L})/iu

/** The plain word "code", and no one whose code it is. */
export const isPlainCode = (text: string) => PLAIN_CODE.test(text) && !OWN.test(text)

export const isPaperwork = (subject: string) => PAPERWORK.test(subject)

/** Orders and appointments are confirmed as well, and doors and pages have access codes: in paperwork these words prove nothing. */
const CONFIRMING = new RegExp(
  [
    words(
      'access|acceso|accès|acesso|accesso|zugang\\p{L}*|toegang\\p{L}*|dostęp\\p{L}*|доступ\\p{L}*|(?:re)?confirm\\p{L}*|conf[ie]rm\\p{L}*|bestätig\\p{L}*|bevestig\\p{L}*|bekräft\\p{L}*|bekreft\\p{L}*|bekræft\\p{L}*|vahvist\\p{L}*|potwierd\\p{L}*|potvrd\\p{L}*|подтвер\\p{L}*|підтвер\\p{L}*|потвърд\\p{L}*|потврд\\p{L}*|megerősít\\p{L}*|onay\\p{L}*|επιβεβαί\\p{L}*|xác nhận|konfirmasi|\\p{L}{0,3}تأكيد|تایید|[א-ת]{0,2}אישור',
    ),
    anywhere('確認|确认|확인|ยืนยัน'),
  ].join('|'),
  'giu',
)
export const withoutConfirming = (text: string) => text.replace(CONFIRMING, ' ')

/** What lasts some minutes is a code of one use; parcels and drivers are minutes away too. */
const MINUTES = new RegExp(
  `\\d\\s?-?(?:${words(
    'min(?:utes?|uten?|uter|utter|uuttia|ut[aiyąe]?|utos?|uti|uty)?|perc(?:ig)?|dakika|минут\\p{L}*|мин|хвилин\\p{L}*|хв|λεπτ\\p{L}*|دقائق|دقيقة|דקות|phút|menit|मिनट',
  )}|分|분|นาที)`,
  'iu',
)

/** Whether a stretch of text speaks of proving who one is. */
export const speaksOfProof = (text: string) => speaksOfIdentity(text) || MINUTES.test(text)
const speaksOfIdentity = (text: string) => PROOF.test(text) || VERIFYING.test(text)

/** The same of a mail about an order, a parcel, a booking or a bill. */
export const speaksOfProofInPaperwork = (text: string) => speaksOfIdentity(withoutConfirming(text))

const CONVERSATION =
  /^\s*(?:re|aw|sv|vs|antw|odp|ynt|fwd?|wg|tr|rv|enc|回复|答复|转发|回覆|轉寄)\s?[:：]|\(?(?:pr|mr|issue|pull request)? ?#\d+\)?\s*$/i

const FORWARD = /^\s*(?:fwd?|wg|tr|rv|enc|vs|i|转发|轉寄)\s?[:：]/i

/** An answer, or a thread of a tracker: people speak of codes there. */
export const isConversation = (subject: string) => CONVERSATION.test(subject)

/** The same, but for mail that somebody passes on. */
export const isAnswer = (subject: string) => isConversation(subject) && !FORWARD.test(subject)

/** The words that announce another number than a one-time code: orders, post codes, discounts, telephones. */
import { anywhere, words } from './patterns'

/** Phrases that name another kind of number, wherever the number then stands. They win over the code words in
 * them. For text in lower case. */
const OTHER_NUMBERS = [
  words(
    '(?:zip|post(?:al|cal)?|area|country|dial(?:l?ing)?|calling|promo(?:tion(?:al)?)?|coupon|discount|voucher|gift(?: card)?|referral|qr|bar|source|dress|sort|tracking|booking|reservation|product|item|order|error|status|exit|reason|response|color|colour|hex|currency|branch|swift|bank|tax|customs?|hs|rate|offer|savings?|reward|loyalty|building|door|gate|locker|wi-?fi|meeting|conference|webinar|race|morse|legal|penal|civil|labou?r|student|course|department|cost|project|airport|station|region|language|ticket|survey|pick-?up|collection|pnr|store|shop|site|group|class|class ?room|game|cheat|stock|part|sku|lot|seat|boarding|parking|garage|alarm|diagnos\\p{L}+|icd|billing|procedure|tariff|hts|commodity|sic|naics|industry|agent|dealer|partner|affiliate|creator|campaign|friend|redeem|redemption|perk|deal|shipment|shipping|return|rma|refund|claim|fault|engine|blink|city|state|county|school|exam|wbs|charge|account|client|supplier|vendor|merchant|company|ifsc|micr|clearing|property|listing|style|model|paint|trim|fabric|html|css|machine|legacy|dead|sample|zone|time ?zone|invoice|serial|batch|menu|recipe|stop|track|deposit|delivery|payment|donation|bill|wifi|fleet|barrier) codes?',
    '(?:pick-?up|collection|delivery|gift(?: ?card)?|locker|door|gate|ride|trip|meeting|conference|parcel|card|sim|booking|order|payment|wi-?fi|guest|network) (?:pins?|passcodes?|passwords?|keys?|access codes?)',
    '(?:code|combination|number) locks?|codes? of (?:the |this |your )?(?!verif|confirm|auth|access|security)\\p{L}+|(?:no|low)-code|(?:digi|bar|zip|uni|geo|qr|time|source|byte|de|en|trans|hash|tür|strich)codes?|code (?:coverage|reviews?|changes?|snippets?|samples?|base|owners?|freeze)|codebase|coupons?|vouchers?|promo(?:tion)?s?',
    '(?:order|invoice|ticket|case|reference|ref|tracking|shipment|account|customer|client|member(?:ship)?|transaction|receipt|booking|reservation|confirmation|policy|claim|serial|model|part|item|product|article|phone|telephone|mobile|cell|fax|room|flight|seat|device|meeting|webinar|conference|session|request|tax|vat|routing|sort|contract|employee|student|patient|passport|licen[cs]e|registration|application|incident|work order|purchase order|po|job|batch|lot|parcel|delivery|user|subscriber|merchant|store|terminal|card|iban|bank|support|gst|ein|abn|siret|siren|ssn|build|version|issue)(?: ?(?:id|no\\.?|nr\\.?|n[°º]|num(?:ber)?|#)) ?',
    '(?:company|registration|registered|institution|licen[cs]e) (?:number|no\\.?|code) [a-z\\d./-]{4,20},? (?:and )?(?:authori[sz]ation|licen[cs]e|registration|institution|bank|vat|tax) (?:code|number|no\\.?)',
    'isbn|pnr|record locator|sku|ean|imei|iban|bic|siret|siren|ustid(?:nr)?|p\\.? ?o\\.? box|steuernummer|meeting id|dial[- ]in',
    // German, Dutch, Nordic
    '(?:bestell|rechnungs|auftrags|kunden|vorgangs|ticket|artikel|sendungs|liefer|konto|vertrags|telefon|handy|fax|buchungs|mitglieds|referenz|steuer|serien|zimmer|flug)(?:nummer|nr\\.?|-nr\\.?)',
    '(?!(?:sicherheits|bestätigungs|verifizierungs|einmal|geheim|zugangs|anmelde|login|code|prüf|beveiligings|veiligheids|bevestigings|verificatie|säkerhets|sikkerheds|sikkerhets|engångs|engangs|verifierings|verifiserings)nummer)\\p{L}{3,30}nummer|(?:akten|geschäfts|kassen)zeichen',
    'plz|postleitzahl|(?:kurs|klassen|seminar|modul|fach|prüfungs|veranstaltungs|teilnehmer|schul|raum|standort|projekt|abhol|liefer|buchungs|tür|händler|filial|waren|bank|gutschein|rabatt|aktions|qr|fehler|artikel|promo|vorteils|länder|blz|sendungs|farb|strich)-?codes?',
    '(?:bestel|factuur|order|klant|ticket|referentie|telefoon|rekening|zendings|artikel)nummer|(?:afhaal|ophaal|kortings|actie|fout|postcode|waardebon)-?code|postcode',
    '(?:ordre|order|faktura|kund|kunde|ärende|sags|saks|referens|reference|telefon|konto|spårnings|sporings|bokning|booking)s?-?(?:nummer|nr\\.?|numret|nummeret)|(?:rabatt|rabat|kampanje|kampagne|fel|fejl|feil|afhentning|utlämning|hämt|hente|presentkort|gave|värdekod|dør|port)s?kod(?:e|en)?|postnummer',
    // Romance
    'code postal|code de (?:la |l.)?(?:boîte|porte|retrait|réservation|commande|suivi|client)|codes? (?:paiement|de paiement|client|colis|suivi|commande|magasin|agence|insee|apporteur|porte|immeuble|parrain\\p{L}*|promo(?:tionnel)?|de réduction|ape|naf|barres?|avantage|cadeau|iban|banque|guichet|erreur|d.erreur|pays|couleur|article|produit)',
    '(?:num[ée]ro|n[°º]|nº|réf(?:érence)?\\.?)(?: (?:de|du|d.))? ?(?:commande|facture|client|dossier|suivi|colis|t[ée]l[ée]phone|contrat|compte|r[ée]servation|billet|ticket|vol)?|facture n|commande n',
    'c[oó]digos? (?:postal|promocional|cups|cie|swift|iban|de (?:pago|pagamento|cobro|operaci[oó]n|transacci[oó]n|transação|operação|alumno|aluno|matr[ií]cula|barra|assinante|funcionário|banco|sucursal|vendedor|verificación del documento|cliente|socio|recogida|retirada|recolha|entrega|localización|recompensa|regalo|invitación|convite|indicação|env[ií]o|factura|fatura|art[ií]culo|tienda|agencia|localizador|comercio|oficina|proveedor|empleado|alumno)|de (?:descuento|desconto|barras|pedido|producto|produto|error|erro|reserva|rastreo|rastreio|seguimiento|cup[oó]n|área|país|referido|[eé]tica))|cep',
    '(?:n[uú]mero|n[°º]\\.?|nº) (?:de |do |da )?(?:pedido|factura|fatura|orden|cliente|seguimiento|rastreio|caso|referencia|tel[eé]fono|telefone|cuenta|conta|contrato|reserva|vuelo|voo|protocolo)|protocolo|cup[oó](?:n|m)|factura|nota fiscal|pedido',
    'codice (?:biglietto|pagamento|di pagamento|avviso|operazione|transazione|negozio|coupon|regalo|invito|fornitore|titolare|pratica|paziente|tessera|abbonamento|ritiro|socio|identificativo|pacco|spedizione|tracking|prenotazione|cliente|pod|pdr|sdi|destinatario|catastale|ateco|articolo|negozio|sconto|fiscale|promozionale|prodotto|ordine|cliente|articolo|errore|iban|avviamento|a barre|univoco)|cap|p\\.? ?iva|(?:numero|n\\.) (?:d.)?(?:ordine|fattura|cliente|pratica|telefono|spedizione)|fattura',
    'cod(?:ul)? (?:de |pentru )?(?:client|comand[aă]|colet|ridicare|rezervare|voucher|eroare|po[sș]tal|promo\\p{L}*|de bare|de reducere|fiscal|produs)',
    // Slavic, Hungarian, Turkish, Finnish
    'kod\\p{L}{0,2} (?:pocztow\\p{L}+|rabatow\\p{L}+|promocyjn\\p{L}+|kreskow\\p{L}+|operacji|płatności|transakcji|rezerwacji|zamówienia|sklepu|kuponu|klienta|pracownika|odbioru|paczki|klienta|błędu|produktu|qr)|(?:numer|nr) (?:zamówieni\\p{L}+|faktury|klienta|przesyłki|telefonu|konta|sprawy|zgłoszenia)|nip|psč',
    'slevov\\p{L}+ kód\\p{L}*|zľavov\\p{L}+ kód\\p{L}*|kód\\p{L}* (?:zákazníka|objednávky|rezervace|produktu|chyby|kuponu|transakce|pro vyzvednutí|zásilky|na vyzdvihnutie|produktu)|číslo (?:objednávky|faktury|zákazníka|zásilky)',
    'почтов\\p{L}+ (?:индекс|код)|индекс|промокод\\p{L}*|(?:номер|№)\\s?(?:заказа|счета|счёта|телефона|договора|отправления|заявки|обращения|карты|рейса|замовлення|рахунку)?|заказ\\p{L}{0,2}|инн|кпп|код (?:операции|оплаты|платежа|поездки|плательщика|заказа|магазина|отделения|подразделения|точки|пункта|сотрудника|абонента|товару|клієнта|замовлення|операції|отримання|знижки|міста|помилки|поездки|брони|получения|выдачи|посылки|клиента|участника|договора|города|страны|ошибки|скидки|домофона|региона)',
    'posta kodu|(?:ödeme|müşteri|işlem|sipariş|rezervasyon|teslimat|kargo|gönderi|rezervasyon|şube|mağaza|davet|hediye|ülke|alan|indirim|promosyon|kupon|hata|ürün|takip) (?:kodu|kuponu)|(?:sipariş|fatura|müşteri|telefon|takip|bilet) (?:numarası|no\\p{L}*)',
    '(?:nouto|alennus|tuote|virhe|kampanja)koodi\\p{L}*|postinumero|(?:tilaus|lasku|asiakas|puhelin|seuranta)numero\\p{L}*|(?:rendelés|számla|ügyfél|telefon)szám\\p{L}*|irányítószám|kedvezménykód|kuponkód',
    // Greek, Hebrew, Arabic, Persian, Vietnamese, Indonesian
    'ταχυδρομικ\\p{L}+ κωδικ\\p{L}+|τ\\.κ\\.?|αριθμ\\p{L}+ (?:παραγγελ\\p{L}+|τιμολογ\\p{L}+|τηλεφών\\p{L}+)|κωδικ\\p{L}+ (?:πελάτη|παραγγελίας|κράτησης|παραλαβής|συναλλαγής|αποστολής|καταστήματος|σφάλματος|κουπονιού|δώρου|προϊόν\\p{L}+|έκπτωσης|προσφοράς|κουπονιού)',
    'מיקוד|קוד (?:תשלום|לשליח|איסוף|לקוח|הזמנה|שגיאה|סניף|מדינה|כניסה לבניין|קופון|הנחה|מוצר)|מספר (?:הזמנה|חשבונית|טלפון|לקוח)|קופון|رقم (?:الطلب|الفاتورة|الهاتف|الحساب|التتبع|العميل|الجوال|التذكرة)|الرمز البريدي|رمز (?:الدفع|السداد|العميل|الطلب|الحجز|الاستلام|الشحنة|العملية|الفرع|البلد|الدولة|الخصم|القسيمة|المنتج)|كود (?:الخصم|خصم)|کد (?:پستی|تخفیف)|شماره (?:سفارش|تلفن|فاکتور)',
    'mã (?:giao dịch|thanh toán|hồ sơ|đặt (?:chỗ|phòng|vé)|nhận hàng|cửa hàng|lỗi|quà tặng|số thuế|nhân viên|sinh viên|đơn hàng|giảm giá|bưu (?:chính|điện)|khuyến mãi|vận đơn|sản phẩm|khách hàng)|kode (?:booking|bayar|pembayaran|pemesanan|transaksi|pengambilan|referral|negara|error|toko|bank|pos|promo|diskon|voucher|kupon|pesanan|produk|barang)|(?:nomor|no\\.?) (?:pesanan|faktur|telepon|resi)',
  ),
  anywhere(
    '(?:注文|受注|伝票|請求書?|お客様|会員|電話|郵便|口座|追跡|問い?合わ?せ|お問い合わせ|予約|管理|製品|商品|型|整理|チケット|案件|登録|受付|顧客|便|契約|社員|送り状)\\s?番号|(?:店舗|お客様|取引|受取|引換|部屋|ドア|学生|社員|企業|担当者|キャンペーン|商品|クーポン|プロモーション|割引|エラー|バー|qr|製品|郵便|国|カラー|招待|紹介|支店|銀行|優待|ギフト)\\s?コード|郵便|電話|tel|fax|クーポン',
    '(?:订单|訂單|快递单|运单|運單|物流单|发票|發票|電話|电话|客服|手机|手機|账号|賬號|帐号|会员|會員|流水|合同|工单|案件|参考|單|编|編|车牌|航班|房间)(?:号码?|號碼?|編號|编号)?|(?:邮政|郵遞|邮|优惠|優惠|折扣|促销|产品|產品|错误|錯誤|区|區|取件|取货|取貨|支付|付款|缴费|随机|隨機|会员|會員|二维|条|提货|房间|门锁|门禁|客户|交易|确认|礼品|推荐|兑换|邀请)(?:编码|編碼|區號|代码|代碼|券|码|碼)|邮编|单号|單號',
    '(?:주문|송장|운송장|전화|고객|우편|계좌|예약|접수|회원|영수증|사업자등록|상품|문의)\\s?번호|(?:수령|픽업|고객|거래|지점|국가|학번|쿠폰|할인|프로모션|상품|오류|초대|추천)\\s?(?:코드|번호)?',
    'รหัส(?:รับพัสดุ|ลูกค้า|การจอง|คำสั่งซื้อ|สาขา|อ้างอิง|ข้อผิดพลาด|ประเทศ|นักศึกษา|พนักงาน|ไปรษณีย์|ส่วนลด|สินค้า|คูปอง|โปรโมชั่น)|หมายเลข(?:คำสั่งซื้อ|โทรศัพท์|พัสดุ)|โทร',
    '₹|ऑर्डर|पिन कोड',
  ),
]

/** Nouns that only count right in front of the number: "Order 482913", "Tel: 0301234567". */
const LABELS = words(
  'order|invoice|ticket|case|ref(?:erence)?|tracking|account|acct|customer|member|transaction|receipt|booking',
  'flight|room|seat|suite|ste|apt|unit|gate|building|bldg|floor|box|device id|device|meeting|id|uid|user|no|nr|num|number|n|tel|telephone|phone',
  'mobile|cell|fax|call|ext|extension|sms|text|version|v|build|release|issue|pull request|pr|mr|bug|commit|job|run|pipeline|port|line|page',
  'error|http|status|iso|rfc|cve|model|part|item|product|article|serial|batch|lot|vat|tax|ending(?: in)?|ends? (?:in|with)|last (?:four|4)(?: digits)?|xxxx|card|total|amount|sum|balance|since|in|of|est|copyright',
  'from|until|by|over|about|up to|more than|telefon|tél|bestellung|rechnung|auftrag|kundennr|commande|dossier|cliente?|ordine|pedido|zamówienie|заказ|счет|счёт|тел|siparişi?|raum|zimmer|sala|salle|pin code',
)

export const OTHER_NUMBER = new RegExp(OTHER_NUMBERS.join('|'), 'gu')
export const LABEL_BEFORE = new RegExp(`${LABELS}\\s{0,2}(?:no\\.?|nr\\.?|number|id)?\\s{0,2}[:#.\\-–]?\\s{0,3}$`, 'iu')

/** "code for 10000 teams": a word that leads to a quantity, right in front of the number. */
export const QUANTITY_BEFORE =
  /(?<!\p{L})(?:for|at|in|of|over|by|from|about|than|until|since|per|für|im|seit|bis|über|von|um|pour|depuis|para|desde|hasta|per|da|voor|sinds|för|sedan|dla|od|для|от|с) $/iu

/** "A code such as 123456": shown, not sent. */
export const EXAMPLE_BEFORE = new RegExp(
  `(?:${[
    words(
      '(?:such as|e\\.? ?g\\.?|for (?:example|instance)|looks? like|similar to|something like|zum beispiel|z\\. ?b\\.|beispielsweise|par exemple|p\\. ?ex\\.|por ej(?:emplo|\\.)|por exemplo|ad esempio|per esempio|bijvoorbeeld|bijv\\.|till exempel|t\\. ?ex\\.|for eksempel|f\\. ?eks\\.|esimerkiksi|na przykład|np\\.|například|např\\.|napríklad|například|például|pl\\.|de exemplu|например|наприклад|örneğin|για παράδειγμα|π\\.χ\\.|למשל|לדוגמה|مثل|مثلاً|ví dụ|misalnya|contohnya|जैसे)',
    ),
    anywhere('例如|比如|例えば|예를 들어|예:|เช่น'),
  ].join('|')})[\\s:,"'«“„「(]{0,3}$`,
  'iu',
)

/** "The code 400123 of the gateway": not the reader's. */
export const OWNER_BEHIND = /^,? (?:of|from) (?!your)/i

/** Words of telephoning, with little but spaces between them and the number. */
export const PHONE_BEFORE = new RegExp(
  `(?:${[
    words(
      'hot ?line|help ?line|info ?line|call(?: us)?(?: at| on)?|dial|ring|phone|text(?: us)? at|whats ?app|sms to|toll[- ]free|anrufen|hotline|rufen sie(?: uns)?(?: unter)?|appelez(?:-nous)?(?: au)?|service client|ll[aá]me(?: al?)?|ll[aá]m[ae]nos(?: al?)?|ligue(?: para)?|chiama(?:re|ci)?(?: il| al)?|bel(?:len)?(?: met)?|ring(?: oss)?(?: på)?|zadzwoń|infolini\\p{L}+|volejte|звон\\p{L}+|горяч\\p{L}+ лини\\p{L}+|телефон\\p{L}*|дзвон\\p{L}+|καλέστε|τηλ\\p{L}*|tổng đài|gọi|hubungi|müşteri hizmetleri|çağrı merkezi|arayın|חייגו|טלפון|מוקד|هاتف|اتصل\\p{L}*|الرقم|تلفن|हेल्पलाइन|कॉल|फ़ोन',
    ),
    anywhere(
      '热线|熱線|致电|致電|拨打|撥打|客服|專線|专线|フリーダイヤル|ダイヤル|お電話|고객센터|대표전화|문의|โทร|สายด่วน',
    ),
  ].join('|')})[^\\p{L}\\d.。]{0,12}$`,
  'iu',
)

/** Nouns whose number is never a code, even where a code word is near. */
export const COUNTED_THING_BEFORE =
  /(?<!\p{L})(?:request|inquiry|agent|copy|zone|bay|plate|draw|episode|chapter|exercise|level|shelf|seat|row|gate|room|bus|line|platform|store|aisle|locker|volume|vol\.?|edition|section|article|§|filiale?|agence|sucursal|loja|tienda|laden|raum|zimmer|gleis) ?#?$/iu

/** Words of selling: a code on such a line is a discount. */
export const SALE = new RegExp(
  [
    words(
      'off|points|rewards?|bonus|show this (?:code|mail|email|coupon)|present this|scan this|présentez|zeigen sie|vorzeigen|zeig diesen|muestra este|presenta este|mostra questo|presenta questo|apresente|toon deze|pokaż ten|покажите|at check-?out|at the (?:till|register|counter)|in[- ]store|loyalty|fidélité|fidelidad|fidelidade|fedeltà|treue\\p{L}*|en caisse|an der kasse|en caja|alla cassa|no caixa|(?:shopping )?(?:cart|basket|bag)|warenkorb|panier|carrito|carrinho|carrello|winkel(?:wagen|mandje)|varukorg\\p{L}*|koszyk\\p{L}*|корзин\\p{L}+|кошик\\p{L}*|sepet\\p{L}*|discounts?|coupons?|promo(?:tion|tional)?s?|vouchers?|checkout|at check-?out|gift cards?|free shipping|sale|rabatte?|gutschein\\p{L}*|r[ée]ductions?|descuentos?|descontos?|cup[oó][nm]\\p{L}*|sconto|korting|скидк\\p{L}+|промокод\\p{L}*|indirim\\p{L}*|zniżk\\p{L}*|rabat\\p{L}*|slev\\p{L}*|alennu\\p{L}*|خصم|הנחה|diskon',
    ),
    anywhere(
      '\\d ?[%٪]|レジ|店頭|お見せ|円引き|誕生日|出示|收银|매장|보여주|折|カート|购物车|購物車|장바구니|割引|クーポン|优惠|優惠|折扣|쿠폰|할인|ส่วนลด',
    ),
  ].join('|'),
  'iu',
)

/** A mail about a meeting carries passcodes of another kind. */
export const MEETING =
  /meeting id|join(?:ing)? (?:info|by (?:phone|video))|video call link|(?:^|\b)or dial:|conference call|join with google meet|webex meeting|phone conference|join (?:the |a )?(?:zoom |teams )?meeting|webinar id|conference id|dial[- ]in|zoom meeting/i

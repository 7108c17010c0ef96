/** What tells that a link, or a whole mail, asks for another thing than to verify, sign in or reset. */
import { PASSWORD } from './link-words'
import { anywhere, words } from './patterns'

/** "Deny", "report": the other way out of a question. */
export const DENYING = new RegExp(
  [
    words(
      'no,|(?:stop|deny|decline|reject|refuse|cancel|report|dispute|block|undo|revert|disavow|ignore|ablehn\\p{L}*|abzulehnen|abbrechen|stornier\\p{L}*|melden|weiger\\p{L}*|annuleren|avvis\\p{L}*|afvis\\p{L}*|neka|avböj\\p{L}*|refuser|annuler|signaler|rechazar|cancelar|denunciar|recusar|rejeitar|rifiut\\p{L}*|annulla|odrzu\\p{L}*|anuluj|odmítn\\p{L}*|zruš\\p{L}*|отклон\\p{L}*|отмен\\p{L}*|відхил\\p{L}*|скасу\\p{L}*|elutasít\\p{L}*|reddet\\p{L}*|iptal|từ chối|hủy|tolak|batal\\p{L}*|απόρριψη|ακύρωση|إلغاء|رفض|דחה|דחייה|ביטול)',
    ),
    anywhere('拒否|キャンセル|拒绝|拒絕|取消|거부|거절|취소|ปฏิเสธ|ยกเลิก'),
  ].join('|'),
  'iu',
)

/** Orders and appointments are confirmed and looked up too. */
export const CONFIRMING_OTHER = new RegExp(
  [
    words(
      '(?:re)?confirm(?:ing)? (?:(?:your|my|the|this) )?(?:order|appointment|attendance|booking|reservation|delivery|seat|slot|payment|purchase|rsvp|availability|interview|table|visit|receipt|address for|details|(?:that )?(?:you|i|we)(?:.(?:re|m|ll)| are| am| will) (?:coming|attending|going|be there))|(?:view|see|print|download) (?:(?:your|my|the|order|booking|purchase) )*confirmation',
      '(?:bestellung|termin|buchung|teilnahme|lieferung|zahlung) bestätigen|confirmer (?:(?:ma|mon|votre|la|le|sa) )?(?:commande|rendez-vous|réservation|présence|venue|livraison)|confirmar (?:(?:mi|tu|su|la|el|a|o|minha|sua|meu|seu) )?(?:pedido|cita|reserva|asistencia|presença|compra|entrega|consulta)|conferma(?:re)? (?:(?:la|il|l.|tua|tuo) ?){0,2}(?:ordine|appuntamento|prenotazione|presenza)|(?:bestelling|afspraak|boeking|reservering) bevestigen|potwierdź (?:wizytę|zamówienie|rezerwację|obecność)|подтвердить (?:заказ|запись|бронь|бронирование|получение)|(?:sipariş|randevu)\\p{L}* onayla\\p{L}*|xác nhận (?:đơn hàng|đặt chỗ|lịch hẹn)',
    ),
    anywhere(
      '(?:状況|内容|詳細|履歴|明細|配送|注文|予約|荷物|マイページ).{0,3}確認|(?:确认|確認)(?:收货|收貨|订单|訂單|预约|預約)|(?:주문|예약|배송|내역).{0,3}확인',
    ),
  ].join('|'),
  'iu',
)

const NOTICE = new RegExp(
  words(
    '(?:was|were|has been|have been|is now|you(?:.ve| have)?) (?:successfully )?(?:disabled|enabled|changed|verified|reset|removed|added|used|activated|updated|deactivated|confirmed|deleted|turned (?:on|off)|unlocked)|(?:is|are) confirmed|^confirmed|new (?:log-?in|sign-?in|device|passkey) (?:to|from|on|added|detected|alert)|(?:log-?in|sign-?in) (?:alert|notification|detected)|^(?:recent |successful )?(?:log-?in|sign-?in) (?:from|in|at|on)|wurde (?:geändert|deaktiviert|aktiviert|bestätigt|zurückgesetzt|entfernt|hinzugefügt)|neue anmeldung|a été (?:modifié|désactivé|activé|vérifié|confirmé|réinitialisé|ajouté)\\p{L}*|nouvelle connexion|ha sido (?:cambiad|desactivad|activad|verificad|confirmad|restablecid)\\p{L}*|nuevo inicio de sesi[oó]n|foi (?:alterad|desativad|ativad|verificad|confirmad|redefinid)\\p{L}*|novo (?:login|acesso)|è stat[oa]|nuovo accesso|is gewijzigd|is uitgeschakeld|nieuwe aanmelding|został[ao]? (?:zmienion|wyłączon|włączon|zresetowan)\\p{L}*|nowe logowanie|(?:был[ао]?|успешно) (?:изменен|измен[её]н|отключен|включен|подтвержд)\\p{L}*|новый вход|(?:вход|авторизация) (?:с|на|в аккаунт с) нов\\p{L}+|вхід (?:з|на) нов\\p{L}+|новий вхід|(?:sign|log)[- ]?(?:in|on) (?:from|on|with) (?:a |an )?(?:new|unknown|unfamiliar)|anmeldung (?:von|auf|mit|über) (?:einem |einer )?(?:neuen?|unbekannten?)|connexion (?:depuis|à partir d.|sur) ?(?:un )?nouve\\p{L}+|inicio de sesión (?:en|desde) (?:un )?nuev\\p{L}+|acesso (?:de|em|a partir de) (?:um )?novo|accesso da (?:un )?nuovo|(?:aanmelding|inloggen) (?:op|vanaf) (?:een )?nieuw\\p{L}*|ny inloggning|inloggning (?:från|på) (?:en )?ny|nyt login|ny innlogging|uusi kirjautuminen|logowanie z nowego|přihlášení z nového|nové přihlášení|új bejelentkezés|conectare nouă|yeni (?:bir )?(?:cihaz|giriş)|νέα σύνδεση|đăng nhập mới|login baru|değiştirildi|devre dışı',
  ),
  'iu',
)

/** With the password, or another thing to sign in with, in the same subject. */
const CHANGED = new RegExp(
  words(
    'geändert|modifiée?|changée?|cambiad[oa]|modificad[oa]|alterad[oa]|modificat[oa]|cambiata|gewijzigd|aangepast|ändrats?|ændret|endret|vaihdettu|muutettu|zmienion[eyoa]|změněn[oa]?|zmenené|megváltozott|schimbat[ăa]?|değişti\\p{L}*|измен[её]н\\p{L}*|змінен\\p{L}*|сменена|promijenjena|άλλαξε|تم تغيير|שונתה|đã (?:được )?(?:thay )?đổi|telah (?:diubah|diganti)|बदल\\p{L}*',
  ),
  'iu',
)

/** A subject that tells what happened asks for nothing. */
export const isNotice = (subject: string) =>
  NOTICE.test(subject) || NOTICE_CJK.test(subject) || (PASSWORD.test(subject) && CHANGED.test(subject))
const NOTICE_CJK =
  /(?:変更|完了|無効化|削除|追加)(?:され|しまし|いたしまし|の?お知らせ)|(?:已|被)(?:修改|更改|关闭|關閉|停用|启用|验证|驗證|重置)|新(?:设备|裝置)?登录提醒|新しい(?:端末|デバイス|環境)(?:から|での)|새(?:로운)? 기기|异地登录|登录提醒|변경되었|해제되었|새로운 로그인/u

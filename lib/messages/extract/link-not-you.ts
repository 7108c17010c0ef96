/** "If this was not you": what follows is a way out, taken by who did not do what the mail tells of. One line for each family of languages. */
import { anywhere, words } from './patterns'

export const NOT_YOU = new RegExp(
  [
    words(
      '(?:wasn.?t|was not|not|isn.?t) you|(?:didn.?t|did not|don.?t|do not|haven.?t|have not) (?:(?:make|made|request|recogni[sz]e|sign|log|create|initiat|attempt|authori[sz]|perform)\\p{L}*|do|try|trying|want|wish|ask(?:ed)?)|(?:weren.?t|were not|aren.?t|are not) (?:trying|attempting|the one)|someone else (?:is|may|might|has|could|knows|was)|unauthori[sz]ed|suspicious|no longer (?:wish|want)',
      'nicht (?:du|sie|von (?:dir|ihnen))|(?:sie|du) das nicht|(?:falls|wenn|sollten|solltest|haben|hast) (?:sie|du|ihr)[^.!?]{0,60} nicht (?:selbst )?(?:angemeldet|angefordert|veranlasst|beantragt|vorgenommen|durchgeführt|versucht|geändert|erkenn\\p{L}*)',
      '(?:jij|je|u) (?:dit |dat |het )?niet (?:was|waren|bent)|(?:dit |dat |het )niet (?:jij|u)|(?:jij|je|u) d[ia]t niet|niet (?:door|van) (?:jou|u|jezelf)|(?:als|indien|heb|hebt|heeft) (?:je|jij|u)[^.!?]{0,50} niet (?:zelf )?(?:hebt |heeft )?(?:aangevraagd|gedaan|herken\\p{L}*|geprobeerd|gewijzigd)',
      '(?:inte (?:var|är)|(?:var|är) (?:det )?inte) du|du inte (?:har |själv )?(?:begär\\p{L}*|bett|gjort|känner|försök\\p{L}*)|(?:ikke (?:var|er)|(?:var|er) (?:det )?ikke) (?:dig|deg|du)|du ikke (?:har |selv )?(?:bedt|anmod\\p{L}*|forsøg\\p{L}*|kender|kjenner|gjort|prøv\\p{L}*)|et(?:te)? (?:itse |ole |ollut )?(?:sinä|te|pyytän\\p{L}+|tehn\\p{L}+|tunnista|yrittän\\p{L}+)',
      'pas (?:vous|toi)|n.avez pas(?! (?:encore|besoin))|n.as pas (?:demandé|effectué|fait)|ne reconnais\\p{L}* pas|n.êtes pas (?:à l.origine|en train)',
      '(?:no|não|non) (?:(?:fuiste|has sido|ha sido|eras|fue|foi|és|sei|eri|è|era) (?:stat[oa] )?(?:t[uú]|usted|você|lei)(?: stat[oa])?|reconoc\\p{L}+|reconhec\\p{L}+|riconosc\\p{L}+|(?:has |ha |hai |avete )?(?:solicit(?:aste|ado|ou|ó)|realizaste|realizado|realizou|hiciste|hecho|pediste|pedido|pediu|fez|fizeste|intentaste|intentado|tentou|tentaste|richiesto|effettuato|eseguito|fatto|tentato|cercato)|(?:est[aá]s?|estava[s]?|stai|stavi) (?:intentando|tentando|cercando))|nu (?:ai|ați|aţi) (?:fost (?:tu|dumneavoastră)|solicitat|cerut|făcut|inițiat|încercat)|nu recunoașt\\p{L}+',
      'to nie (?:ty|pan\\p{L}*|był\\p{L}*)|nie (?:ty|pan|pani) (?:to )?(?:prób\\p{L}+|był\\p{L}*|logow\\p{L}*|zmien\\p{L}*)|(?:jeśli|jeżeli)[^.!?]{0,40} nie (?:prosi\\p{L}+|prób\\p{L}+|logow\\p{L}+|zmieni\\p{L}+|rozpozn\\p{L}+|wykon\\p{L}+|zleca\\p{L}+)|neby(?:l[aio]?|ly) (?:jste|jsi)|(?:jste|jsi) to nebyl\\p{L}*|nebol[aio]? (?:ste|si)|(?:ste|si) to nebol\\p{L}*|(?:pokud|jestli|ak)[^.!?]{0,40} (?:ne(?:po)?žádal\\p{L}*|neprovád\\p{L}+|neprov\\p{L}+|nepozn\\p{L}+|nepokou\\p{L}+|nepokús\\p{L}+)',
      'не (?:вы|ты|ви|ти)|это были не|если[^.!?]{0,30} не (?:запрашив\\p{L}+|дела\\p{L}+|пыта\\p{L}+|меня\\p{L}+|выполня\\p{L}+|узна\\p{L}+|соверша\\p{L}+)|якщо[^.!?]{0,30} не (?:запит\\p{L}+|роби\\p{L}+|намага\\p{L}+|зміню\\p{L}+|впізна\\p{L}+|виконув\\p{L}+)|ако не (?:сте|си) (?:вие|ти|били?|поискал\\p{L}*)',
      'nem (?:te|ön) (?:volt\\p{L}*|kezdemény\\p{L}*|kért\\p{L}*|próbál\\p{L}*)|nem (?:kért\\p{L}*|ismer\\p{L}+ fel)|(?:siz|sen) değil\\p{L}*|(?:yapma|isteme|talep etme|deneme)dı?i?y?s\\p{L}+|tanımıyorsan\\p{L}*|δεν (?:ήσ(?:ουν|ασταν)|είστε|είσαι) εσ\\p{L}+|δεν (?:ζητήσ\\p{L}+|αναγνωρίζ\\p{L}+|κάνατε|προσπαθ\\p{L}+)',
      '(?:זה )?לא (?:אתה|את|אתם|ביקשת\\p{L}*|ניסית\\p{L}*|ביצעת\\p{L}*)|لم (?:تكن|تقم|تطلب|تحاول)\\p{L}*|لست أنت|شما نبود\\p{L}*|درخواست (?:نداده|نکرده)\\p{L}*|आप नहीं|आपने [^.!?।]{0,30}नहीं किया|không phải (?:là )?(?:bạn|quý khách)|bạn không (?:yêu cầu|thực hiện|nhận ra|cố)|bukan (?:anda|kamu)|(?:anda|kamu) tidak (?:meminta|melakukan|merasa|mengenali|mencoba)',
    ),
    anywhere(
      'ではない場合|心当たり|身に覚え|覚えの?が?ない',
      '不是(?:您|你|本人)|非(?:您|你|本人)|(?:没有|沒有|未)(?:请求|申请|要求|申請|尝试)',
      '본인이 (?:아|변경하지|요청하지|시도하지)|고객님이 아|(?:요청|시도)하지 않|직접 하지 않',
      'ไม่ใช่คุณ|ไม่ได้(?:ร้องขอ|ขอ|ทำ|พยายาม|เป็นผู้)',
    ),
  ].join('|'),
  'iu',
)

/** "If this was not you, ignore it": nothing follows from it. */
export const IGNORING =
  /ignor|disregard|discard|delete|nothing|no (?:further )?action|löschen|vergessen|nichts|supprim|tenez pas|hacer nada|haga caso|elimin|apague|cestin|negeer|verwijder|bortse|se bort|slett|poista|zignoruj|pomi[nń]|usuń|smaž|zmaž|hagyja|görmezden|dikkate|игнор|удалите|ігнор|видал|αγνο|تجاهل|נא להתעלם|התעלמ|نادیده|अनदेखा|bỏ qua|abaikan|無視|破棄|削除|忽略|무시|เพิกเฉย/iu

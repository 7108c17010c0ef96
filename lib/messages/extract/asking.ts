/**
 * "Use 482913 to verify your account": no noun announces the number, but the reader is asked to enter it.
 * The verb stands right in front of it, or right behind where the language puts it last.
 */
import { anywhere, words } from './patterns'

/** Plain nouns for what is to be entered: alone they say nothing. */
const NUMBER_NOUN =
  'numbers?|digits?|characters?|zahl|ziffern(?:folge)?|zahlenfolge|zeichen|nummer|cijfers|getal|siffrorna|siffrene|numret|nummeret|tallet|tallene|cifrene|numeroa?|luvun|luku|chiffres|caractères|numéro|n[uú]meros?|d[ií]gitos|cifras|cifre|cifr[ey]|caratteri|numărul|cifrele|numer|liczbę|cyfr[yę]|znaki|číslo|číslice|szám(?:ot|jegyeket|sort)|число|цифр[ыи]|номер|цифрите|broj|brojeve|sayıyı|sayısını|rakamı|rakamlar[ıi](?:nı)?|numarayı|numarasını|αριθμό|ψηφία|الرقم|الأرقام|המספר|מספר|(?:dãy )?số|angka|अंक|संख्या|数字|番号|숫자(?:를)?|번호(?:를)?|ตัวเลข|หมายเลข'

const BEFORE = new RegExp(
  `(?:${[
    words(
      '(?:re-?)?enter|entering|type(?: in)?|typing(?: in)?|use|using|input|pasting|key in|punch in|submit|provide|paste|geben sie|gib|verwenden? sie|nutzen? sie|tippen sie|verwende|nutze|tippe|benutzen? sie|vul|voer|gebruik|typ|ange|använd|skriv(?: in)?|indtast|brug|bruk|tast inn|skriv inn|syötä|käytä',
      '(?:saisi(?:r|s|ssez)|entrez|entrer?|tapez|taper?|utilise[rz]?|compose[rz]?|renseignez|introduis(?:ez)?)|introdu(?:ce|zca|z|za|ceți)|ingres[ae]r?|escrib[ae]|usa|use|utilice|utiliza|digit[ae]|digite|tecle[ae]|insira|inseris(?:ci|ca)|inserire|immetti|folosi(?:ți|ţi|ti)|introduceți|introdu',
      'wpisz|użyj|wprowadź|podaj|przepisz|zadejte|zadaj(?:te)?|použijte|použite|opište|unesite|upišite|vnesite|adja meg|írja be|használja|įveskite|ievadiet|sisestage|введ(?:и|ите|іть)|использу(?:й|йте)|укаж(?:и|ите)|набер(?:и|ите)|вкажіть|використай(?:те)?|въведете|унесите|girin|giriniz|kullanın',
      'εισ[άα]γ(?:άγ)?ετε|χρησιμοποιήστε|πληκτρολογήστε|הזן|הזינ[וי]|הקלד|הקליד[וי]|הקש|הקיש[וי]|השתמש[וי]? ב-?|أدخل|أدخلي|استخدم|اكتب|nhập|sử dụng|điền|masukkan|gunakan|ketik|isi|ilagay|weka|ingiza',
    ),
    anywhere('输入|輸入|填写|填寫|使用|กรอก|ใส่|ใช้|ป้อน'),
  ].join(
    '|',
  )})(?: (?:the|this|le|la|les|el|den|die|das|det|o|il|het|bitte|sie|ce|este|questo|i|de|os|gli|à))?(?: ?(?:${NUMBER_NOUN}))?[\\s"'«“„「『【\\[(:：]{0,4}$`,
  'iu',
)
const BEHIND = new RegExp(
  `^[\\s"'»”“」』】\\])]{0,4}(?:(?:${NUMBER_NOUN}) ?)?(?:${[
    words(
      '(?:is|are) (?:what|the \\p{L}+) (?:you(?:.ll| will)? (?:need|have|must)? ?)?(?:to )?(?:type|enter)|eingeben|ein(?: und|,|\\.| um)|in(?:voeren|vullen)|in(?: op| om|\\.|,)|dans (?:le|la|l.|votre)|yazın|girin(?:iz)?|girerek|kullanın|(?:दर्ज|डालें|भरें)',
    ),
    anywhere('を入力|をご?入力|と入力|をお使い|を使っ|을 입력|를 입력|을\\(를\\) 입력|입력'),
  ].join('|')})`,
  'iu',
)

/** "In the app to continue": an errand behind what is to be entered that names no purpose, and is one all the same. */
const CONTINUING = new RegExp(
  `^["'»”」]{0,2}(?: (?:in|into|on|at|no|na|nas?|em|en|dans|sur|su|nell|nella|i|på|w|v|в|на)(?:[ ’']\\p{L}+){1,3}?)?(?: ein)?,? (?:${words(
    'to (?:continue|proceed|go on)|um fortzufahren|um weiterzumachen|pour continuer|para (?:continuar|prosseguir)|per (?:continuare|proseguire)|om (?:door te gaan|verder te gaan)|för att fortsätta|for å fortsette|for at fortsætte|aby kontynuować|чтобы продолжить|щоб продовжити',
  )})(?! \\p{L})`,
  'iu',
)

/** Whether a number is to be entered in order to go on. What follows "continue" would be another thing to do. */
export const isToContinue = (behind: string) => CONTINUING.test(behind.slice(0, 100))

/** How many characters around a candidate can hold the verb. */
const REACH = 40

export function isAskedFor(line: string, from: number, to: number): boolean {
  return BEFORE.test(line.slice(Math.max(0, from - REACH), from)) || BEHIND.test(line.slice(to, to + REACH))
}

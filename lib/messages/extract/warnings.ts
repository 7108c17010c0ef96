/** "We will never ask you for your code": a sentence that speaks of codes, and announces none. For text in lower case. */
import { anywhere, words } from './patterns'

export const WARNING = new RegExp(
  [
    words(
      '(?:never|not|n.t) (?:ever )?(?:ask|call|request|share|give|tell|forward|disclose|send|reveal|contact)\\p{L}*|ask(?:s|ed|ing)? you for|no one from|nobody from',
      '(?:niemals|nie|nicht) (?:\\p{L}+ ){0,4}(?:fragen|bitten|weiter\\p{L}*|auffordern)|(?:geben|teilen) sie (?:\\p{L}+ ){0,4}(?:niemals|nie|nicht|niemandem)|(?:nooit|niet) (?:\\p{L}+ ){0,4}(?:vragen|delen|door)|deel (?:\\p{L}+ ){0,3}(?:nooit|niet)|aldrig|aldri',
      'jamais|ne (?:\\p{L}+ ){0,4}partagez|ne le communiquez|nunca|jam[aá]s|no (?:lo |la |los )?compart\\p{L}+|n[aã]o (?:o |a )?compartilh\\p{L}+|n[aã]o (?:\\p{L}+ ){0,2}partilh\\p{L}+|non (?:\\p{L}+ ){0,3}condivid\\p{L}+|mai',
      'nigdy|nie (?:udostępniaj|podawaj|przekazuj)\\p{L}*|nikdy|soha|nikomu|никому|никогда|не (?:сообщай|передавай|показывай|пересылай)\\p{L}*|нікому|ніколи|не (?:повідомляй|передавай)\\p{L}*|ποτέ|asla|kimseyle',
      'لا تشارك\\p{L}*|لن نطلب|אל ת\\p{L}+|לעולם לא|không (?:bao giờ )?(?:chia sẻ|cung cấp|tiết lộ)|jangan|किसी (?:से|के साथ)',
    ),
    anywhere(
      '不会(?:向您)?(?:索要|询问|要求)|不會(?:向您)?(?:索取|詢問|要求)|勿(?:泄露|洩漏|告知|转发|提供)|教えないで|お尋ねする|聞くことはありません|알려주지|요구하지|공유하지|ห้าม',
    ),
  ].join('|'),
  'gu',
)

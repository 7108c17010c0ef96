/** "The code 118822 no longer works": what is said around a code that was replaced. */
import { anywhere, words } from './patterns'

const BEHIND = new RegExp(
  `^[^.!?。\\n]{0,60}?(?:${[
    words(
      'no longer (?:works?|valid)|(?:has|have) (?:already )?expired|is (?:now )?(?:invalid|void|expired|outdated)|(?:was|were|has been) (?:replaced|revoked|cancelled)|stops? working now|nicht mehr|ist abgelaufen|ungültig|n.est plus|a expiré|ya no|ha caducado|já não|não é mais|expirou|non è più|scaduto|niet meer|verlopen|больше не|недействител\\p{L}+|устарел|nie działa|wygasł|artık geçersiz|לא בתוקף|لم يعد|انتهت صلاحية',
    ),
    anywhere('已失效|已过期|已過期|不再有效|無効|使えなく|만료되었|더 이상'),
  ].join('|')})`,
  'iu',
)
const BEFORE = new RegExp(
  `(?:${[
    words(
      'instead of|rather than|replaces(?: (?:the|code))*|(?:old|previous|earlier|expired)(?: \\p{L}+){0,2}|statt|anstelle von|bisher\\p{L}*(?: \\p{L}+)?|alte[rnsm]?(?: \\p{L}+)?|ancien(?: \\p{L}+)?|au lieu de|anterior|en lugar de|vecchio(?: \\p{L}+)?|oude(?: \\p{L}+)?|stary(?: \\p{L}+)?|старый(?: \\p{L}+)?|вместо',
    ),
    anywhere('旧|舊|以前の|이전'),
  ].join('|')})(?: (?:was|is|war|est|era|:))?[\\s:"'(]{0,3}$`,
  'iu',
)

export function isRetired(line: string, from: number, to: number): boolean {
  return BEFORE.test(line.slice(Math.max(0, from - 60), from)) || BEHIND.test(line.slice(to, to + 100))
}

/**
 * Text of a few words, too short for frequencies of bytes: each charset's reading is held against the letters that are
 * everywhere in mail of its language. Text of another charset reads as rare letters, as capitals, or as none at all.
 */
import charsets from 'libmime/lib/charset'

const SIMPLIFIED =
  '的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感验证码您登录请订单邮箱账户号密重置确认注册激活系统通知件发货快递取尊敬用户点击链接服务信息提醒输入操作安全绑定修改会议周三下午附合同查收报告余额足欢迎加入测试元优惠箱址完金电支付客帮助感谢'
const TRADITIONAL =
  '的一是了我不人在他有這個上們來到時大地為子中你說生國年著就那和要她出也得里後自以會家可下而過天去能對小多然於心學麼之都好看起發當沒成只如事把還用第樣道想作種開美總從無情己面最女但現前些所同日手又行意動方期它頭經長兒回位分愛老因很給名法間知世什兩次使身者被高已親其進此話常與活正感驗證碼您登入請訂單信箱帳戶號密重設確認註冊啟用系統通知件出貨快遞取敬用戶點擊連結服務資訊提醒輸入操作安全綁定修改會議週三下午附合約查收報告餘額足歡迎加入測試元優惠址完金電支付客幫助謝包裹送達郵'
const KANJI =
  '日一人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨確認登録会員注文完了発送領収書予約再設定番号暗証用重要知案内資料添付週報請求件様株式問合利変更新配信送信受信者手続有効期限分以場無料情報世話方法処理社部田藤佐鈴木高橋通お支払届商品購入当店'
const SYLLABLES =
  '이다의가는을에하고지로사기은시리한자대어를서인정나도스일요부수그보상라전아주해원들여있구장으제니안게오세조만과공것면신관동선연성트선모적방소무계실비우경습물회국중내명료메확코드증번호입력로그완되었회원가입안녕하세요주소청구김박최님께내드중환영합첨파을배송영예약간결취문의밀설재알림민고객공지용문철보테스'

const KANA = /[\u3041-\u3093\u30a1-\u30f6\u30fc]/

type Language = { charset: string; isCommon: (char: string) => boolean; isAlphabet: boolean }
const ideographs = (charset: string, characters: string, kana?: RegExp): Language => ({
  charset,
  isCommon: toTest(characters, kana),
  isAlphabet: false,
})
/** Small letters alone: read by the charset of another script, they are mostly others or capitals. */
const alphabet = (charset: string, letters: string): Language => ({
  charset,
  isCommon: toTest(letters),
  isAlphabet: true,
})
const CYRILLIC = 'оеаинтсрвлкмдпуяьії'
const LANGUAGES: Language[] = [
  ideographs('gb18030', SIMPLIFIED),
  ideographs('big5', TRADITIONAL),
  ideographs('shift_jis', KANJI, KANA),
  ideographs('euc-jp', KANJI, KANA),
  ideographs('euc-kr', SYLLABLES),
  alphabet('windows-1251', CYRILLIC),
  alphabet('koi8-u', CYRILLIC),
  alphabet('iso-8859-5', CYRILLIC),
  alphabet('windows-1253', 'αοιετσνηυρπκλςάέίόή'),
  alphabet('windows-1255', 'יוהלאמרתשבנקדםעחפן'),
  alphabet('windows-1256', 'الويمنرتبعدهفةیس'),
  alphabet('windows-874', 'านรกอเงมยลวดทส่ตะปบคหิีัืุ้แ'),
]
const PUNCTUATION = /[\u2000-\u206f\u3000-\u303f\uff00-\uffef·«»]/
const MIN_COMMON = 2
/** Three capitals with accents are Western as likely. */
const MIN_HIGH_BYTES = 4
/** Ideographs are thousands: chance hits few of the common ones. An alphabet has thirty letters. */
const MIN_SHARE = { ideographs: 0.4, alphabet: 0.55 }

/** The readings of bytes that are not UTF-8 in which common letters are many, the best first. */
export function listCommonLetters(sample: Buffer): { charset: string; isAlphabet: boolean; share: number }[] {
  const isLatin = isLikeLatin(sample)
  return LANGUAGES.filter(({ isAlphabet }) => !isAlphabet || !isLatin)
    .map(({ isCommon, ...language }) => ({
      ...language,
      share: shareOfCommon(charsets.decode(sample, language.charset), isCommon),
    }))
    .filter(({ isAlphabet, share }) => share >= (isAlphabet ? MIN_SHARE.alphabet : MIN_SHARE.ideographs))
    .sort((a, b) => b.share - a.share)
}

/** Few letters beyond ASCII, or such that stand between plain ones. */
export function isLikeLatin(sample: Buffer): boolean {
  const bytes = sample.toString('latin1')
  const isShort = (bytes.match(/[\xa1-\xff]/g) ?? []).length < MIN_HIGH_BYTES
  return isShort || ACCENTED.test(bytes) || !WORD.test(bytes)
}

/** A letter with an accent stands between plain ones; letters of other scripts do not. */
const ACCENTED = /[a-z][\xc0-\xff]|[\xc0-\xff][a-z]/i
const WORD = /[\xa1-\xff]{3}/

/** Of all letters beyond ASCII. A character that was cut at the end of the sample does not count. */
function shareOfCommon(text: string, isCommon: (char: string) => boolean): number {
  if (text.slice(0, -1).includes('\ufffd')) return 0
  const letters = (text.match(/[^\0-\x7f\ufffd]/gu) ?? []).filter((char) => !PUNCTUATION.test(char))
  const common = letters.filter(isCommon).length
  return common < MIN_COMMON ? 0 : common / letters.length
}

function toTest(characters: string, letters?: RegExp): (char: string) => boolean {
  const common = new Set(characters)
  return (char) => common.has(char) || letters?.test(char) === true
}

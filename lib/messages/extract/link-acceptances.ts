/** Words on links, and before them, that take part or say yes: read as calls to act only where the mail is about an account or a team. */
import { anywhere, words } from './patterns'

/** Invitations, and joining those who sent one. */
export const ACCEPTING = new RegExp(
  [
    words(
      'invit(?:es?|ed|ation)|enrol(?:l|ling|lment|ment)|wants you (?:on|in|to join)|added you to|join (?:them|(?:the |your |this )?(?:\\p{L}+ )?(?:team|workspace|organi[sz]ation|project|group|board|family|space|server|channel|household|company|class(?:room)?))|accept and join|collaborate',
      'einladung\\p{L}*|eingeladen|beitreten|beizutreten|uitnodig\\p{L}*|uitgenodigd|(?:team|groep|project) (?:betreden|joinen)|inbjud\\p{L}*|bjudit in|bjuder in|gå med|invitasjon\\p{L}*|invitation\\p{L}*|inviter\\p{L}*|bli med|boð',
      'invitation|invite|invité\\p{L}*|rejoindre|rejoignez|invitaci[oó]n|invitad[oa]|ha invitado|te invita|únete|unir(?:me|te|se)|convite|convid\\p{L}+|juntar-(?:me|se)|junte-se|invito|invitat[oa]|ti invita|unisciti|invitați\\p{L}+|invitat\\p{L}*|alătur\\p{L}+|convidat\\p{L}*|uneix-te',
      'zaprosz\\p{L}+|zaprasza\\p{L}*|zaprosił\\p{L}*|dołącz\\p{L}*|pozvánk\\p{L}*|pozval\\p{L}*|připojit se|pridať sa|приглаш\\p{L}+|приглас\\p{L}+|присоедин\\p{L}+|запрош\\p{L}+|запрос(?:ив|ила)|приєдн\\p{L}+|покан\\p{L}*|присъедин\\p{L}+|poziv(?:nic\\p{L}*)?|pridruž\\p{L}*|povabil\\p{L}*|kviet\\p{L}+|pakviet\\p{L}*|ielūgum\\p{L}*|kutse\\p{L}*|kutsu\\p{L}*|liity\\p{L}*|meghív\\p{L}*|csatlakoz\\p{L}*',
      '(?:e-?mail|address) change|change (?:of )?(?:your |my )?(?:e-?mail|address)|new e-?mail(?: address)?|adresse? ändern|änderung (?:der|ihrer|deiner) (?:e-?mail|adresse)|changement d.(?:adresse|e-?mail)|cambio de (?:correo|e-?mail|dirección)|alteração d[eo] (?:e-?mail|endereço)|cambio (?:di )?(?:e-?mail|indirizzo)|wijziging van (?:je|uw) (?:e-?mail|adres)\\p{L}*|zmian\\p{L} adresu|změn\\p{L} (?:e-?mailu|adresy)|смен\\p{L} (?:почты|адреса|e-?mail)|зміна (?:пошти|адреси)|(?:perubahan|ganti|ubah) e-?mail|e-?posta değişikliği|đổi (?:địa chỉ )?email|تغيير البريد',
      'davet\\p{L}*|katıl|lời mời|mời bạn|undang\\p{L}*|mengundang\\p{L}*|bergabung|jemputan|jemput|sertai|πρόσκλησ\\p{L}*|προσκάλεσ\\p{L}*|προσκαλ\\p{L}+|\\p{L}{0,2}دعوة|دعوتك|دعاك|\\p{L}{0,2}انضم\\p{L}*|قبول|دعوت\\p{L}*|הצטרפ\\p{L}*|(?:קבלת|לקבל|קבל[וי]?) (?:את )?ה?הזמנה|הזמי(?:ן|נה) אותך|आमंत्र\\p{L}*|निमंत्रण|आमन्त्रण',
    ),
    anywhere(
      '招待|メールアドレス(?:の)?変更|手続き?を完了|(?:変更|登録|設定)を完了',
      '邀请|邀請|(?:更换|更改|修改|變更)(?:邮箱|郵箱|信箱|电子邮件)',
      '초대|이메일 변경',
      'คำเชิญ|เชิญคุณ|เปลี่ยนอีเมล',
    ),
  ].join('|'),
  'iu',
)

/** "Yes, that was me": affirms whatever the mail asks. */
const AFFIRMING = new RegExp(
  [
    words(
      '(?:it|this|that|these)(?:.s| is| was) (?:me|(?:really |indeed )?my (?:e-?mail|address|account|number))|i am (?:\\p{L}+ )?me|let me in|count me in|i.m in|subscribe me|(?:use|keep) this (?:e-?mail(?: address)?|address|account)|get back in(?:to)?|set up (?:your|my|the) (?:new )?account|trust (?:this|my) (?:device|browser|computer)|allow (?:this |the |my )?(?:device|sign-?in|log-?in|access)|i (?:agree|accept)|yes,? (?:please|(?:please )?(?:subscribe|sign me)|i (?:want|would like)|i.d like)',
      'ja,? (?:bitte|gern|ich (?:möchte|will))|ja,? (?:graag|ik wil)|ja,? (?:tack|takk|tak|jag vill|jeg vil)|(?:ich )?stimme zu|akkoord|jag godkänner|jeg godtager|das (?:bin|war) ich|ich (?:bin|war) (?:es|das)|(?:das|dies) ist meine? (?:e-?mail|adresse|konto)\\p{L}*|freigeben|erlauben|zulassen|dat (?:was|ben) ik|(?:dit|dat) is mijn (?:e-?mail|adres|account)\\p{L}*|toestaan|goedkeuren|det (?:var|är) jag|det är min (?:e-?post|mejl|adress)\\p{L}*|godkänn\\p{L}*|det (?:var|er) (?:mig|meg)|det er min (?:e-?mail|e-?post|mail|adresse)\\p{L}*|godkend\\p{L}*|godkjenn\\p{L}*|tillad|tillat',
      'oui,? (?:je (?:veux|souhaite|m.(?:in|abon)))|s[ií],? (?:quiero|voglio|por favor)|sim,? (?:quero|por favor)|da,? (?:vreau|doresc)|j.accepte|acepto|aceito|accetto|c.(?:est|était) (?:bien )?(?:moi|mon (?:adresse|e-?mail|compte))|autoriser|approuver|(?:soy|fui|he sido) yo|es mi (?:correo|direcci[oó]n|cuenta)|aprobar|autorizar|permitir|(?:sou|fui) eu|é (?:o )?meu e-?mail|aprovar|sono (?:stat[oa] )?io|è (?:il|la) mi[ao] (?:e-?mail|indirizzo|account)|approva|autorizza|consenti|(?:eu am fost|am fost eu|sunt eu)|aprob[aă]|autoriz\\p{L}+',
      'tak,? (?:chcę|proszę)|ano,? (?:chci|prosím)|áno,? chcem|да,? (?:хочу|я)|так,? (?:хочу|я)|igen,? (?:kérem|szeretn\\p{L}+)|kyllä,? (?:haluan|kiitos)|evet,? (?:ben|istiyorum)|zgadzam się|souhlasím|súhlasím|согласен|согласна|to (?:ja|byłe?m ja|byłam ja|mój)|to ja|zatwierdź|zezwól|przyjmij|zaakceptuj|(?:to )?jsem to (?:já|byl[a]?)|to jsem (?:byl[a]? )?já|schválit|povolit|přijmout|prijať|schváliť|это (?:был[аи]? )?я|одобрить|разрешить|принять|це (?:був |була )?я|дозволити|прийняти|приемам|prihvati\\p{L}*|odobri\\p{L}*|én voltam|én vagyok|elfogad\\p{L}*|jóváhagy\\p{L}*|engedélyez\\p{L}*|se olin minä|hyväksy|salli',
      'bendim|kabul ediyorum|(?:bu )?benim|kabul et|izin ver|ήμουν εγώ|εγώ είμαι|αποδοχή|έγκριση|(?:نعم،? )?(?:هذا )?أنا|السماح|الموافقة|זה (?:הייתי )?אני|(?:chính )?là tôi|chấp nhận|cho phép|phê duyệt|(?:ini|itu) saya|izinkan|setujui|terima(?! kasih)',
    ),
    anywhere(
      '(?:私|本人|自分)です|同意|承認する|許可する|応じる',
      '是我(?:本人)?|本人操作|批准|允许|允許|接受',
      '본인입니다|동의|제가 맞|승인|허용|수락',
      'ฉันเอง|ยอมรับ|อนุญาต|อนุมัติ',
    ),
  ].join('|'),
  'iu',
)
const NEGATED = new RegExp(
  [
    words(
      'not|(?:was|is|did|do|does|are|were)n.t|don.t|nicht|kein\\p{L}*|niet|geen|inte|ikke|ikkje|ei|pas|no|não|non|nie|ne|není|nebyl\\p{L}*|nem|не|değil\\p{L}*|δεν|όχι|لا|ليس|لست|لم|לא|không|bukan|tidak|jangan',
    ),
    anywhere('ない|ません|不是|不允|没有|沒有|아니|아닙|ไม่'),
  ].join('|'),
  'iu',
)

/** "It was not me": the way out. */
export const isDisclaiming = (label: string) => AFFIRMING.test(label) && NEGATED.test(label)
export const isAffirming = (label: string) => AFFIRMING.test(label) && !NEGATED.test(label)

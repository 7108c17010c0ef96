/** "Join the meeting": people talk behind such a link; nobody proves there who they are, and no team takes them in. */
import { anywhere, words } from './patterns'

export const JOINING_TALK = new RegExp(
  [
    words(
      'join(?:ing)? (?:(?:the|your|our|this|a|by) )?(?:[\\p{L}&]+ ){0,2}(?:meetings?|video ?calls?|calls?|webinars?|conference|video ?conference|session|audio|stand-?up|huddle)(?! (?:team|workspace|group|community|app))',
      '(?:besprechung|meeting|videokonferenz|konferenz|videoanruf|sitzung) (?:teilnehmen|beitreten)|(?:deelnemen|neem deel) aan (?:de |het )?(?:vergadering|meeting|videogesprek|gesprek)|(?:vergadering|meeting) (?:bijwonen|deelnemen)|(?:anslut|delta|gå med|bli med)\\p{L}* (?:dig |deg |til |till |i |på )*(?:mötet|møtet|mødet|samtal\\p{L}*|samtale\\p{L}*)|liity (?:kokoukseen|neuvotteluun|puheluun)',
      '(?:rejoindre|rejoignez) (?:la |le |l.|votre )?(?:réunion|visio\\p{L}*|conférence|appel|webinaire)|participer à (?:la |l.)(?:réunion|visio\\p{L}*|appel)|(?:unir(?:se|te|me)|únete|entrar|acceder) (?:a|en) la (?:reunión|videollamada|llamada|conferencia|videoconferencia)|(?:entrar|ingressar|participar) (?:na|da|em) (?:reunião|videochamada|chamada|conferência)|(?:partecipa|unisciti|entra)(?:re)? (?:alla|nella|al) (?:riunione|videochiamata|videoconferenza|chiamata|meeting|webinar)|alătur\\p{L}+ la (?:întâlnire|ședință)',
      'dołącz(?:yć)? do (?:spotkania|rozmowy|połączenia|konferencji|webinaru)|připojit se (?:ke? |na )?(?:schůz\\p{L}+|hovoru|konferenci)|csatlakoz\\p{L}+ (?:az? )?(?:értekezlet\\p{L}*|megbeszélés\\p{L}*|hívás\\p{L}*)|(?:присоединиться|подключиться|войти) (?:к|в|на) (?:встреч\\p{L}+|конференц\\p{L}+|звонк\\p{L}+|совещани\\p{L}+|собрани\\p{L}+|вебинар\\p{L}*)|(?:приєднатися|підключитися) до (?:зустрічі|конференції|наради|дзвінка)',
      '(?:toplantı|görüşme)\\p{L}* katıl\\p{L}*|συμμετοχή στη (?:σύσκεψη|συνάντηση)|(?:انضم\\p{L}*|الانضمام) إلى (?:ال)?(?:اجتماع|مكالمة)|הצטרפ\\p{L}* (?:ל|אל ה)?(?:פגישה|ישיבה|שיחה)|(?:मीटिंग|बैठक) में शामिल|tham gia (?:cuộc họp|cuộc gọi)|(?:gabung|bergabung|ikut)\\p{L}* (?:ke |dalam )?(?:rapat|panggilan)',
    ),
    anywhere(
      '(?:会議|ミーティング|ウェビナー)に参加|(?:加入|进入|參加|参加)(?:会议|會議|通话|通話)|(?:회의|미팅|통화)에? 참(?:가|여)|เข้าร่วม(?:การ)?ประชุม',
    ),
  ].join('|'),
  'iu',
)

/** What the address of a link tells about the page behind it. */
import { VERIFYING_URL } from './link-words'

/** Hosts and first parts of paths that hold documents. */
const HELP_HOST = /^(?:docs?|help|support|kb|learn|blog|developers?|community|status|wiki|guides?)\./i
const HELP_PATH =
  /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?:docs?|help|kb|hc|faq|blog|guides?|learn|articles?|knowledge|wiki)(?:[/?#.]|$)/i
/** Where apps are fetched, and where people meet. */
const PUBLIC_HOST =
  /^(?:(?:apps|itunes)\.apple|play\.google|(?:www\.|m\.|mobile\.)?(?:facebook|instagram|twitter|x|linkedin|youtube|tiktok|pinterest|threads|reddit|discord|trustpilot|whatsapp|wa|t|github)\.(?:com|me|net|gg))/i
/** Threads, posts, offers, runs, events, parcels: pages about something else than the reader's account. */
const CONTENT_PATH =
  /\/(?:pulls?|issues?|merge_requests|commits?|actions|runs?|builds?|pipelines?|jobs?|viewjob|topics?|threads?|posts?|comments?|questions?|discussions?|events?|calendar|meetings?|webinars?|products?|items?|carts?|basket|checkouts?|orders?|bookings?|reservations?|trips?|track(?:ing)?|invoices?|receipts?|news|stories|listings?|meetup-join|j\/\d{9,})(?:[/?#]|$)|\/t\/[a-z-]+\/\d+/i
/** Where everybody signs in or looks at settings. */
const OPEN_PATH =
  /^\/(?:[\w~-]+\/){0,3}(?:log-?in|sign[-_]?in|sign-?on|account|my-?account|dashboard|settings|security|profile|home|two[-_]factor\w*|anmeld(?:en|ung)|einloggen|konto|mein-?konto|connexion|compte|mon-?compte|acceso|entrar|cuenta|mi-?cuenta|conta|minha-?conta|accedi|accesso|area-clienti|inloggen|mijn|logga-?in|log-?ind|logg-?inn|kirjaudu|logowanie|zaloguj|prihlaseni|prihlasenie|belepes|bejelentkezes|autentificare|giris|dang-?nhap|masuk|vhod|prijava|history|purchases|transactions|statements|devices)(?:\.\w{2,5})?\/?$/i

export function isContentPage(host: string, path: string): boolean {
  return HELP_HOST.test(host) || PUBLIC_HOST.test(host) || HELP_PATH.test(path) || CONTENT_PATH.test(path.slice(0, 200))
}

/** A page without any piece that is made for one reader. */
export function isOpenAddress(path: string): boolean {
  return OPEN_PATH.test(path.slice(0, 200))
}

/** "/c/12-verify-login-flow" beneath "Verify login flow": a page with its title and a number in its address, not a call. */
export function isNamedAfter(path: string, label: string): boolean {
  const title = label.toLowerCase().replace(/[^\p{L}\d]+/gu, '-')
  const isLong = title.includes('-') && title.length <= 100
  return isLong && path.split(/[/?#]/, 12).some((part) => part !== title && part.toLowerCase().includes(title))
}

/** What parameters of a query say when the path does not: "mode=verifyEmail", "invite=…". Others carry such words in any link. */
const TELLING_QUERY =
  /^[\w/-]+(?:&|$)|(?:mode|type|action|flow|kind|view|route|do|task)=|(?:^|&)(?:invit\w*|confirm\w*|verif\w*|activat\w*|reset\w*|magic\w*|signup\w*|oobcode)=/i

/** Whether the path, or what the query says in its place, names a page to verify, sign in, reset or accept. */
export function isTelling(path: string): boolean {
  const [place = '', query = ''] = path.split('?', 2)
  return VERIFYING_URL.test(place) || (VERIFYING_URL.test(query) && TELLING_QUERY.test(query))
}

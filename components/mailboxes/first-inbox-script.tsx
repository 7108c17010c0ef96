import { FIRST_INBOX_SCRIPT } from '@/lib/client/first-inbox'

/** For a visitor without an inbox: saves the time that scripts take to come and to run. */
export function FirstInboxScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
  return <script dangerouslySetInnerHTML={{ __html: FIRST_INBOX_SCRIPT }} />
}

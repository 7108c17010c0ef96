/** The texts that an inbox needs in the browser: it moves from message to message without asking for a new page. */
export const INBOX_TEXTS = [
  'errors',
  'words',
  'site',
  'commands',
  'preferences',
  'inbox',
  'deliveries',
  'newInbox',
  'messages',
] as const

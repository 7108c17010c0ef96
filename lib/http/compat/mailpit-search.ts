/** Mailpit's search language, as far as we have what it asks for. */
import { AppError } from '@/lib/errors'
import type { Condition, Term } from '@/lib/messages/all-messages'

const MAX_TERMS = 20
const TOKEN = /([!-]?)(?:([a-z-]+):)?(?:"([^"]*)"|([^\s"]+))/gi

/** Throws `invalid_request` for words of the language that we cannot answer: a search is never silently another one. */
export function toTerms(query: string): Term[] {
  const tokens = [...query.matchAll(TOKEN)]
  if (tokens.length > MAX_TERMS) throw refused(`A search may have ${MAX_TERMS} terms.`)
  return tokens.map(([, sign, name, quoted, bare]) => {
    const value = quoted ?? bare ?? ''
    return { isNegated: sign !== '', condition: toCondition(name?.toLowerCase(), value) }
  })
}

function toCondition(name: string | undefined, value: string): Condition {
  switch (name) {
    case undefined:
      return { q: value }
    case 'from':
      return { from: value }
    case 'to':
    case 'addressed':
      return { to: value }
    case 'subject':
      return { subject: value }
    case 'message-id':
      return { messageId: value }
    case 'after':
      return { since: toDate(value) }
    case 'before':
      return { before: toDate(value) }
  }
  const known: Record<string, Condition> = {
    'is:read': { unread: false },
    'is:unread': { unread: true },
    'has:attachment': { hasAttachment: true },
    'has:attachments': { hasAttachment: true },
  }
  const condition = known[`${name}:${value.toLowerCase()}`]
  if (condition) return condition
  throw refused(`"${name}:" is not searched for here.`)
}

function toDate(text: string): Date {
  const date = new Date(text)
  const year = date.getUTCFullYear()
  if (year >= 1 && year <= 9_999) return date
  throw refused(`"${text}" is not a date.`)
}

function refused(message: string): AppError {
  return new AppError('invalid_request', { detail: message, errors: [{ path: 'query', message }] })
}

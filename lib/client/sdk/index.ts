/** What the package `mayfly` gives. */
export { MayflyError, type NearMiss, TimeoutError } from './errors'
export type { InboxEvent } from './events'
export { Inbox, type ListOptions, type MessageFilter } from './inbox'
export { type CreateOptions, Mayfly, type MayflyOptions } from './mayfly'
export type { CreatedMailbox, Delivery, Domain, Mailbox, Me, Message, MessageDeleted, Plan, Summary } from './types'
export type { WaitFor, WaitOptions } from './wait'

/**
 * The doorbell. A hint says "look again": rows are the truth, a hint may be lost, doubled or late.
 * Hints are published after commit, never before, and never fail the caller.
 */

/** What to look at again. `messages`: new readable ones; `mailbox`: its row changed or it ended. */
export type Hint =
  | { type: 'messages'; mailboxId: string }
  | { type: 'mailbox'; mailboxId: string }
  | { type: 'message_updated'; mailboxId: string; id: string }
  | { type: 'message_deleted'; mailboxId: string; id: string; seq: number }
  /** An attempt to deliver was refused. */
  | { type: 'refused'; mailboxId: string }
  /** Keys or sessions of a user ended; here `mailboxId` is the user's id. */
  | { type: 'account'; mailboxId: string }
  /** Hints may have been missed: look at everything. Never published; a bus makes it when it reconnects. */
  | { type: 'resync'; mailboxId: string }

export type EventBus = {
  /** Fire and forget: coalesced with others of the same turn; failures are logged, never thrown. */
  publish(hint: Hint): void
  /** Calls `listener` for every hint about this mailbox until the returned function is called. */
  subscribe(mailboxId: string, listener: (hint: Hint) => void): () => void
  /** Resolves when hints published elsewhere from now on will be heard here (connected and subscribed). */
  ready(): Promise<void>
  isConnected(): boolean
  close(): Promise<void>
}

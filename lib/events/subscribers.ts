/** Who listens to which mailbox: the half of a bus that does not depend on its transport. */
import type { Log } from '@/lib/log'
import type { EventBus, Hint } from './bus'

type Listener = (hint: Hint) => void

export type Subscribers = {
  subscribe: EventBus['subscribe']
  dispatch(hint: Hint): void
  /** Tells every listener that hints may have been missed. */
  resync(): void
}

export function createSubscribers(log: Log): Subscribers {
  const listeners = new Map<string, Set<Listener>>()

  function dispatch(hint: Hint): void {
    for (const listener of [...(listeners.get(hint.mailboxId) ?? [])]) {
      try {
        listener(hint)
      } catch (error) {
        log.error({ err: error }, 'hint_listener_failed')
      }
    }
  }

  return {
    dispatch,
    subscribe(mailboxId, listener) {
      // its own function for each subscription, so that one listener may subscribe twice
      const own: Listener = (hint) => listener(hint)
      const set = listeners.get(mailboxId) ?? new Set()
      listeners.set(mailboxId, set.add(own))
      return () => {
        set.delete(own)
        if (set.size === 0 && listeners.get(mailboxId) === set) listeners.delete(mailboxId)
      }
    },
    resync() {
      for (const mailboxId of [...listeners.keys()]) dispatch({ type: 'resync', mailboxId })
    },
  }
}

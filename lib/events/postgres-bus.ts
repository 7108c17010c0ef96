import type { Database } from '@/lib/db'
import type { Log } from '@/lib/log'
import type { EventBus } from './bus'

export function createPostgresBus(_db: Database, _log: Log): EventBus {
  return {
    publish() {},
    subscribe: () => () => {},
    ready: async () => {},
    isConnected: () => false,
    close: async () => {},
  }
}

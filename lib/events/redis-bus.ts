import type { Log } from '@/lib/log'
import type { EventBus } from './bus'

export function createRedisBus(_url: string, _log: Log): EventBus {
  return {
    publish() {},
    subscribe: () => () => {},
    ready: async () => {},
    isConnected: () => false,
    close: async () => {},
  }
}

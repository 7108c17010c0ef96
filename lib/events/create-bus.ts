/** Chooses the doorbell: Redis when REDIS_URL is set, otherwise PostgreSQL LISTEN/NOTIFY. */
import type { Context } from '@/lib/context'
import type { EventBus } from './bus'
import { createPostgresBus } from './postgres-bus'
import { createRedisBus } from './redis-bus'

export function createBus(ctx: Pick<Context, 'config' | 'db' | 'log'>): EventBus {
  return ctx.config.REDIS_URL ? createRedisBus(ctx.config.REDIS_URL, ctx.log) : createPostgresBus(ctx.db, ctx.log)
}

/** Plans: the limits a caller lives within, as the operator keeps them in the table. */
import type { Context } from '@/lib/context'
import type { PlanBody } from './schema'

type Plan = NonNullable<Awaited<ReturnType<Context['db']['prisma']['plan']['findUnique']>>>

/** All plans, the smallest first. */
export async function listPlans({ db }: Context): Promise<PlanBody[]> {
  const plans = await db.prisma.plan.findMany({
    orderBy: [{ maxTtlMinutes: 'asc' }, { maxApiKeys: 'asc' }, { id: 'asc' }],
  })
  return plans.map(toPlanBody)
}

/** Throws when the operator removed the plan. */
export async function getPlan({ db }: Context, id: string): Promise<PlanBody> {
  return toPlanBody(await db.prisma.plan.findUniqueOrThrow({ where: { id } }))
}

const CACHE_MS = 5_000
const known = new WeakMap<Context, { until: number; requestsPerMinute: Promise<Map<string, number>> }>()

/** Asked with every request, so it is up to five seconds old. */
export async function findRequestsPerMinute(ctx: Context, id: string): Promise<number> {
  let cached = known.get(ctx)
  if (!cached || cached.until < performance.now()) {
    const requestsPerMinute = listPlans(ctx).then((plans) => new Map(plans.map((p) => [p.id, p.requests_per_minute])))
    cached = { until: performance.now() + CACHE_MS, requestsPerMinute }
    known.set(ctx, cached)
    requestsPerMinute.catch(() => known.delete(ctx))
  }
  return (await cached.requestsPerMinute).get(id) ?? 0
}

function toPlanBody(plan: Plan): PlanBody {
  return {
    id: plan.id,
    default_ttl_minutes: plan.defaultTtlMinutes,
    max_ttl_minutes: plan.maxTtlMinutes,
    max_active_mailboxes: plan.maxActiveMailboxes,
    max_messages_per_mailbox: plan.maxMessagesPerMailbox,
    max_message_bytes: plan.maxMessageBytes,
    requests_per_minute: plan.requestsPerMinute,
    max_api_keys: plan.maxApiKeys,
    max_webhooks: plan.maxWebhooks,
  }
}

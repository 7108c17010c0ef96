/** The plans a new installation starts with. Never overwrites: from then on the table is the operator's. */
import type { Database } from '@/lib/db'

const MIB = 1_048_576

const PLANS = [
  {
    id: 'anonymous',
    maxTtlMinutes: 60,
    maxActiveMailboxes: 5,
    maxMessagesPerMailbox: 1_000,
    maxMessageBytes: 25 * MIB,
    requestsPerMinute: 600,
    maxApiKeys: 0,
    maxWebhooks: 0,
  },
  {
    id: 'free',
    maxTtlMinutes: 60,
    maxActiveMailboxes: 5,
    maxMessagesPerMailbox: 1_000,
    maxMessageBytes: 25 * MIB,
    requestsPerMinute: 600,
    maxApiKeys: 2,
    maxWebhooks: 1,
  },
  {
    id: 'pro',
    maxTtlMinutes: 1_440,
    maxActiveMailboxes: 50,
    maxMessagesPerMailbox: 5_000,
    maxMessageBytes: 25 * MIB,
    requestsPerMinute: 1_200,
    maxApiKeys: 10,
    maxWebhooks: 10,
  },
  {
    id: 'enterprise',
    maxTtlMinutes: 10_080,
    maxActiveMailboxes: 1_000,
    maxMessagesPerMailbox: 20_000,
    maxMessageBytes: 50 * MIB,
    requestsPerMinute: 6_000,
    maxApiKeys: 100,
    maxWebhooks: 100,
  },
]

export async function seedPlans({ prisma }: Pick<Database, 'prisma'>): Promise<void> {
  await prisma.plan.createMany({
    data: PLANS.map((plan) => ({ ...plan, defaultTtlMinutes: 60 })),
    skipDuplicates: true,
  })
}

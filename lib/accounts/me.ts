/** What a caller is told about itself. */
import type { Context } from '@/lib/context'
import { ownedBy } from '@/lib/mailboxes/mailboxes'
import { getPlan } from '@/lib/mailboxes/plans'
import type { MeBody } from './schema'
import type { Viewer } from './viewer'

/** A caller without any identity is told what an anonymous one may do. */
export async function getMe(ctx: Context, viewer: Viewer): Promise<MeBody> {
  const [plan, usage, user] = await Promise.all([
    getPlan(ctx, viewer.planId),
    countUsage(ctx, viewer),
    viewer.ownerId === null ? null : ctx.db.prisma.user.findUnique({ where: { id: viewer.ownerId } }),
  ])
  return {
    kind: viewer.kind === 'none' ? 'anonymous' : viewer.kind,
    plan,
    usage,
    user: user && {
      id: user.id,
      email: user.email,
      name: user.name,
      namespace: user.namespace,
      created_at: user.createdAt.toISOString(),
    },
  }
}

async function countUsage({ db }: Context, { ownerId, sessionTokenHash }: Viewer): Promise<MeBody['usage']> {
  const { rows } = await db.pool.query<MeBody['usage']>(
    `SELECT (SELECT count(*)::int FROM live_mailboxes WHERE ${ownedBy(1)}) AS active_mailboxes,
            (SELECT count(*)::int FROM api_keys WHERE user_id = $1::uuid) AS api_keys,
            (SELECT count(*)::int FROM webhooks WHERE user_id = $1::uuid) AS webhooks`,
    [ownerId, sessionTokenHash],
  )
  return rows[0] ?? { active_mailboxes: 0, api_keys: 0, webhooks: 0 }
}

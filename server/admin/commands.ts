/** The operator's commands: name, arguments, what is done. */
import { deleteUserByEmail, listUsers, setUserPlan } from '@/lib/accounts/users'
import type { Context } from '@/lib/context'
import { toCanonicalAddress } from '@/lib/mailboxes/address'
import { deleteAnyMailbox, getStats, listLiveMailboxes } from '@/lib/mailboxes/admin'
import { expireMailboxes } from '@/lib/mailboxes/expire'
import { purge } from '@/lib/mailboxes/purge'

/** One row, or a list of rows. */
export type Answer = Record<string, unknown> | Record<string, unknown>[]

export type Command = {
  /** Names of the arguments, all of them required. */
  args: readonly string[]
  help: string
  run(ctx: Context, args: string[], options: { limit: number }): Promise<Answer>
}

export const COMMANDS: Record<string, Command> = {
  'mailbox:list': {
    args: [],
    help: 'live mailboxes, newest first',
    run: async (ctx, _args, { limit }) => listLiveMailboxes(ctx, { limit }),
  },
  'mailbox:delete': {
    args: ['ADDRESS'],
    help: 'end a mailbox now',
    async run(ctx, [given = '']) {
      const address = toCanonicalAddress(given) ?? given
      await deleteAnyMailbox(ctx, address)
      return { deleted: address }
    },
  },
  'user:list': {
    args: [],
    help: 'users, newest first',
    run: async (ctx, _args, { limit }) => listUsers(ctx, { limit }),
  },
  'user:plan': {
    args: ['EMAIL', 'PLAN'],
    help: 'put a user on a plan',
    run: async (ctx, [email = '', planId = '']) => setUserPlan(ctx, { email, planId }),
  },
  'user:delete': {
    args: ['EMAIL'],
    help: 'delete an account; its mailboxes and keys end now',
    run: async (ctx, [email = '']) => deleteUserByEmail(ctx, email),
  },
  expire: {
    args: [],
    help: 'one pass of the expiry loop',
    run: async (ctx) => ({ expired: await expireMailboxes(ctx) }),
  },
  purge: {
    args: [],
    help: 'one pass of the purge',
    run: async (ctx) => purge(ctx),
  },
  stats: {
    args: [],
    help: 'counts',
    run: async (ctx) => getStats(ctx),
  },
}

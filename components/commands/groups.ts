import type { Command } from '@/lib/client/commands'

/** In the order in which they are shown. */
export const GROUPS = ['Inbox', 'Messages', 'Page'] as const satisfies Command['group'][]

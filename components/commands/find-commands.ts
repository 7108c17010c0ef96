import type { Command } from '@/lib/client/commands'
import { GROUPS } from './groups'

/** Those that have every word asked for, in any order; whose name begins with the first word come first. */
export function findCommands(commands: Command[], asked: string): Command[] {
  const words = fold(asked).split(/\s+/).filter(Boolean)
  const found = commands.filter((command) => words.every((word) => fold(command.words).includes(word)))
  const rank = (command: Command) => {
    const starts = words[0] !== undefined && fold(command.words).startsWith(words[0])
    return (starts ? 0 : GROUPS.length) + GROUPS.indexOf(command.group)
  }
  return found.sort((a, b) => rank(a) - rank(b))
}

/** Without case and accents. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

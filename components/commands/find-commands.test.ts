import { expect, test } from 'vitest'
import type { Command } from '@/lib/client/commands'
import { findCommands } from './find-commands'

const command = (words: string, group: Command['group']): Command => ({ id: words, words, group, run() {} })

const COMMANDS = [
  command('Switch between light and dark', 'Page'),
  command('Open: Réservation confirmée', 'Messages'),
  command('Copy the address', 'Inbox'),
  command('New address', 'Inbox'),
]

const found = (asked: string) => findCommands(COMMANDS, asked).map(({ words }) => words)

test('without a question all are there, by group', () => {
  expect(found(' ')).toEqual([
    'Copy the address',
    'New address',
    'Open: Réservation confirmée',
    'Switch between light and dark',
  ])
})

test('finds all words in any order, without case and accents', () => {
  expect(found('ADDRESS copy')).toEqual(['Copy the address'])
  expect(found('reservation')).toEqual(['Open: Réservation confirmée'])
  expect(found('address nothing')).toEqual([])
})

test('what begins with the question comes first, whatever its group', () => {
  expect(found('s')).toEqual([
    'Switch between light and dark',
    'Copy the address',
    'New address',
    'Open: Réservation confirmée',
  ])
})

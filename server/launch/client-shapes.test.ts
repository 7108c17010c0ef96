import { expect, test } from 'vitest'
import { writeShapes } from './client-shapes'

test('writes every shape that the client names, with all that these are made of', () => {
  const shapes = writeShapes()
  const named = [...shapes.matchAll(/^export type (\w+) = /gm)].map(([, name]) => name)
  expect(named).toEqual(expect.arrayContaining(['Mailbox', 'Message', 'WaitAnswer', 'MessageDeleted', 'Link', 'User']))
  expect(new Set(named).size).toBe(named.length)
  expect(shapes).toContain('  session_token?: string\n')
  expect(shapes).toContain('  smtp_code: number | null\n')
  expect(shapes).not.toContain('undefined')
})

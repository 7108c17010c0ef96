import { describe, expect, test } from 'vitest'
import { maskLine } from './mask'

const CHARACTERS = ['X', 'x', '1', 'a', '*', '·', ' ', '-', '.', ',', '/', '(', '+', '#', '@', '%', '分', 'й']

describe('a line of the same few characters', () => {
  // A pattern that can match the same text in many ways needs longer than anyone would wait for each of these.
  test.each(CHARACTERS)('is masked at once: %s beside any other', (first) => {
    for (const second of CHARACTERS) {
      const line = `1${`${first}${second}`.repeat(100)}${first.repeat(100)}!`
      expect(maskLine(line)).toHaveLength(line.length)
    }
  })
})

test('the shown end of a hidden card number is no code', () => {
  for (const card of ['**** **** **** 1234', 'xxxx1234', '••1234', '****-1234'])
    expect(maskLine(`Card ${card}`)).not.toContain('1234')
  for (const card of ['card ending in 1234', 'Karte (Endziffern 1234)', 'account ...1234', '尾号1234'])
    expect(maskLine(card)).not.toContain('1234')
})

import { expect, test } from 'vitest'
import { toJsonLine, toPrintable } from './printable'

const HOSTILE = 'a\u001b]0;title\u0007b\u009b31mc\u202egpj.exe\rd\te'

test('nothing of a stranger moves the cursor, recolours, retitles or turns the line round', () => {
  expect(toPrintable(HOSTILE)).toBe('a\ufffd]0;title\ufffdb\ufffd31mc\ufffdgpj.exe\nd\te')
})

test('JSON for a terminal is harmless, on one line, and says the same', () => {
  const line = toJsonLine({ subject: HOSTILE, text: 'two\nlines' })
  expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
  expect(JSON.parse(line)).toEqual({ subject: HOSTILE, text: 'two\nlines' })
})

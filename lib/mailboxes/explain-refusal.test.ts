import { expect, test } from 'vitest'
import { CONNECTION_LOST, REFUSALS } from '@/server/smtp/replies'
import { explainRefusal } from './explain-refusal'

test.each([...Object.keys(REFUSALS), CONNECTION_LOST])('%s is explained in words of its own', (reason) => {
  expect(explainRefusal(reason)).toMatch(/^[A-Z][^_]{15,}\.$/)
  expect(explainRefusal(reason)).not.toMatch(/^The reason was/)
})

test('what has no words is shown as it is', () => {
  expect(explainRefusal('too large')).toBe('The reason was: too large.')
  expect(explainRefusal(null)).toBe('No reason was recorded.')
})

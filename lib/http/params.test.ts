import { expect, test } from 'vitest'
import { indexOf } from './params'

test('an attachment has one URL: other ways to write its number name nothing', () => {
  expect(['0', '1', '10', '999'].map((index) => indexOf({ index }))).toEqual([0, 1, 10, 999])
  for (const index of ['01', '00', '+1', '-1', '-0', '1.0', ' 1', '1 ', '1e0', '0x1', '١', '', '10000', '1_0']) {
    expect(indexOf({ index }), index).toBe(-1)
  }
})

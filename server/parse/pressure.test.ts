import { expect, test } from 'vitest'
import { createPressure } from './pressure'

test('is high while large batches follow each other, and not for one of them', () => {
  let now = 0
  const pressure = createPressure(() => now)
  expect(pressure.isHigh()).toBe(false)
  pressure.note(32)
  expect(pressure.isHigh()).toBe(false)
  now += 100
  pressure.note(32)
  expect(pressure.isHigh()).toBe(true)
  now += 1_000
  expect(pressure.isHigh()).toBe(false)
  pressure.note(32)
  expect(pressure.isHigh()).toBe(false)
})

test('stays high when large and small batches take turns', () => {
  let now = 0
  const pressure = createPressure(() => now)
  for (let turn = 0; turn < 20; turn++) {
    now += 40
    pressure.note(turn % 2 ? 47 : 3)
    if (turn > 2) expect(pressure.isHigh()).toBe(true)
  }
})

test('stays low for any number of small batches', () => {
  const pressure = createPressure(() => 0)
  for (let batch = 0; batch < 1_000; batch++) pressure.note(5)
  expect(pressure.isHigh()).toBe(false)
})

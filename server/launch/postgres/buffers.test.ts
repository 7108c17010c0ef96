import { expect, test } from 'vitest'
import { sharedBuffers } from './buffers'

const GB = 1_073_741_824

test.each([
  [0.5 * GB, '128MB'],
  [1 * GB, '128MB'],
  [4 * GB, '512MB'],
  [64 * GB, '1024MB'],
])('of %d bytes, %s are for pages', (memoryBytes, mb) => {
  expect(sharedBuffers(memoryBytes)).toBe(mb)
})

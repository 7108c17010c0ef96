import { expect, test } from 'vitest'
import { toCallbackPath } from './callback-path'

test.each([
  ['/settings/api-keys', '/settings/api-keys'],
  ['/m/a@mayfly.localhost?x=1#y', '/m/a@mayfly.localhost?x=1#y'],
])('stays on this site: %s', (wanted, path) => {
  expect(toCallbackPath(wanted, '/dashboard')).toBe(path)
})

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '/\t/evil.example',
  '\n//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'dashboard',
  '',
  undefined,
  ['/a', '/b'],
])('goes nowhere else: %j', (wanted) => {
  expect(toCallbackPath(wanted, '/dashboard')).toBe('/dashboard')
})

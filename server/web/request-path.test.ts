import { expect, test } from 'vitest'
import { isWellFormed, toOriginForm, toSegments } from './request-path'

test.each([
  ['/a/b?c=d', '/a/b?c=d'],
  ['http://host:1/a?b', '/a?b'],
  ['HTTPS://host', '/'],
  ['http://host?x=1', '/?x=1'],
  ['*', null],
  ['host:443', null],
  ['', null],
])('takes the request target %j as %j', (target, path) => {
  expect(toOriginForm(target)).toBe(path)
})

test('splits the path only, and does not count a slash at its end', () => {
  expect(toSegments('/api/v1/plans/?q=a/b')).toEqual(['api', 'v1', 'plans'])
  expect(toSegments('/')).toEqual([''])
  expect(toSegments('//x')).toEqual(['', 'x'])
})

test.each(['%zz', '%', '%c3', '%ff', 'a%c3%28'])('finds %j malformed', (segment) => {
  expect(isWellFormed(['api', 'v1', segment])).toBe(false)
})

test.each(['a%40b', '%E2%82%AC', 'plain', '%00', ''])('finds %j well formed', (segment) => {
  expect(isWellFormed([segment])).toBe(true)
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

type Locked = { packages: Record<string, { optionalDependencies?: Record<string, string> }> }

test('the lock file names the packages of every platform, without which npm ci refuses to install', () => {
  const file = path.resolve(import.meta.dirname, '../../package-lock.json')
  const { packages }: Locked = JSON.parse(readFileSync(file, 'utf8'))
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isThere(packages, place, name)),
  )
  expect(missing).toEqual([])
})

/** Looks where Node would: below the package itself, then below each folder that holds it. */
function isThere(packages: Locked['packages'], place: string, name: string): boolean {
  if (packages[place ? `${place}/node_modules/${name}` : `node_modules/${name}`]) return true
  if (place === '') return false
  return isThere(packages, place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name)
}

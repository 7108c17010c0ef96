import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from './make-folder.mjs'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'mayfly-folder-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

test('makes all that is missing, and leaves what is there', () => {
  const dir = path.join(parent, 'a b/c')
  makeFolder(dir)
  makeFolder(dir)
  expect(statSync(dir).isDirectory()).toBe(true)
})

test('says so where something else has that name', () => {
  const file = path.join(parent, 'file')
  writeFileSync(file, '')
  for (const dir of [file, path.join(file, 'below')]) expect(() => makeFolder(dir)).toThrow('ENOTDIR')
})

test.skipIf(!existsSync('/proc/self'))('says so where no folder can be made', () => {
  for (const dir of ['/proc/mayfly', '/proc/mayfly/below']) expect(() => makeFolder(dir)).toThrow('ENOENT')
})

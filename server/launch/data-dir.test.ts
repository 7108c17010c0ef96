import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureSecret } from './data-dir'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'mayfly-data-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('keeps one secret, to itself', () => {
  const secret = ensureSecret(dataDir)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(ensureSecret(dataDir)).toBe(secret)
  expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
})

test('makes a new secret where a crash of the machine left an empty file', () => {
  writeFileSync(path.join(dataDir, 'secret'), '\n')
  expect(ensureSecret(dataDir)).toMatch(/^[0-9a-f]{64}$/)
})

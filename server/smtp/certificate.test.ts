import { mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadCertificate } from './certificate'

const newDir = () => mkdtemp(path.join(tmpdir(), 'mayfly-certificate-'))

test('processes that start at once end with one certificate, kept for the next start and closed to others', async () => {
  const dir = path.join(await newDir(), 'made', 'too')
  const all = await Promise.all(Array.from({ length: 8 }, () => loadCertificate(dir, 'mayfly.localhost')))
  expect(new Set([...all, await loadCertificate(dir, 'mayfly.localhost')]).size).toBe(1)
  expect((await stat(path.join(dir, 'smtp-tls.pem'))).mode & 0o777).toBe(0o600)
})

test('replaces a file that is no certificate', async () => {
  const dir = await newDir()
  await writeFile(path.join(dir, 'smtp-tls.pem'), 'torn')
  const made = await loadCertificate(dir, 'mayfly.localhost')
  expect(made).toContain('BEGIN CERTIFICATE')
  expect(await loadCertificate(dir, 'mayfly.localhost')).toBe(made)
})

test('makes do without a place to keep it', async () => {
  const file = path.join(await newDir(), 'a-file')
  await writeFile(file, '')
  expect(await loadCertificate(file, 'mayfly.localhost')).toContain('PRIVATE KEY')
})

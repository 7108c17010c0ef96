import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tryLock } from './lock.mjs'

const LOCK = path.join(import.meta.dirname, 'lock.mjs')

let dir: string
const others: ChildProcess[] = []
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'mayfly-lock-'))
})
afterEach(async () => {
  for (const other of others.splice(0)) await end(other)
  rmSync(dir, { recursive: true, force: true })
})

test('names its owner while held, and is free again after release', () => {
  const { lock } = tryLock(dir, 'lock')
  expect(tryLock(dir, 'lock').owner?.pid).toBe(process.pid)
  lock?.release()
  expect(tryLock(dir, 'lock').lock).toBeDefined()
})

test('is free the moment its owner is killed', async () => {
  const other = await start('tryLock(dir, "lock")')
  expect(tryLock(dir, 'lock').owner?.pid).toBe(other.pid)
  await end(other)
  expect(tryLock(dir, 'lock').lock).toBeDefined()
})

test('is never held by two, however many ask at once for the lock of a dead owner', async () => {
  await end(await start('tryLock(dir, "lock")'))
  const held = await Promise.all(Array.from({ length: 8 }, () => ask('tryLock(dir, "lock").lock !== undefined')))
  expect(held.filter((answer) => answer === 'true')).toHaveLength(1)
})

/** Runs an expression in a process that stays alive, and resolves when it was evaluated. */
async function start(expression: string): Promise<ChildProcess> {
  const script = `import { tryLock } from ${JSON.stringify(LOCK)}
    const dir = ${JSON.stringify(dir)}
    setInterval(() => {}, 1000)
    process.send(String(${expression}))`
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  others.push(other)
  other.on('message', (answer) => {
    answers.set(other, String(answer))
  })
  await once(other, 'message')
  return other
}

const answers = new WeakMap<ChildProcess, string>()

async function ask(expression: string): Promise<string | undefined> {
  return answers.get(await start(expression))
}

async function end(other: ChildProcess): Promise<void> {
  if (other.exitCode !== null || other.signalCode !== null) return
  other.kill('SIGKILL')
  await once(other, 'exit')
}

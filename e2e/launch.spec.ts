/** `npm start` seen from outside: what it survives. */
import { expect, test } from '@playwright/test'
import { createPlace, type Instance, launch, type Place, removePlace, start, stopAll } from './instance'
import { createInbox, hasParts, isAlive, isReady, listSubjects, sendMail } from './observe'

test.describe.configure({ timeout: 120_000 })

let place: Place
let instance: Instance | undefined
test.beforeEach(async () => {
  place = await createPlace()
})
test.afterEach(async () => {
  await stopAll()
  instance = undefined
  removePlace(place)
})

test('a part that is killed is started again, and nothing acknowledged is lost', async () => {
  instance = await start(place)
  const inbox = await createInbox(instance)
  for (const part of ['companion', 'postgres', 'web'] as const) {
    const before = instance.parts()[part]
    await sendMail(instance, inbox.address, part)
    process.kill(before, 'SIGKILL')
    await expect.poll(() => instance?.parts()[part], { timeout: 30_000 }).not.toBe(before)
    await expect.poll(() => isReady(instance), { timeout: 30_000 }).toBe(true)
  }
  expect(isAlive(instance.pid)).toBe(true)
  await expect.poll(() => listSubjects(instance, inbox)).toEqual(['web', 'postgres', 'companion'])
})

test('a start after kill -9 of the launcher alone ends what it left behind and keeps the data', async () => {
  const first = await start(place)
  const inbox = await createInbox(first)
  const orphans = first.parts()
  process.kill(first.pid, 'SIGKILL')
  instance = await start(place)
  for (const pid of Object.values(orphans)) expect(isAlive(pid)).toBe(false)
  expect(await listSubjects(instance, inbox)).toEqual([])
})

test('a start after kill -9 of everything keeps what was acknowledged', async () => {
  const first = await start(place)
  const inbox = await createInbox(first)
  await sendMail(first, inbox.address, 'kept')
  for (const pid of [first.pid, ...Object.values(first.parts())]) process.kill(pid, 'SIGKILL')
  instance = await start(place)
  await expect.poll(() => listSubjects(instance, inbox)).toEqual(['kept'])
})

test('after a kill -9 while it starts, web and companion end by themselves and the next start works', async () => {
  const first = launch(place)
  await expect.poll(() => hasParts(first), { intervals: [10], timeout: 60_000 }).toBe(true)
  const { web, companion } = first.parts()
  process.kill(first.pid, 'SIGKILL')
  await expect.poll(() => isAlive(web) || isAlive(companion), { timeout: 30_000 }).toBe(false)
  instance = await start(place)
  expect(await isReady(instance)).toBe(true)
})

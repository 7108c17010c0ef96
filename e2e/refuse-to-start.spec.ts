/** What our commands say when they cannot start: one line for each fault, and 1. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { createPlace, type Instance, launch, type Place, removePlace, start, stopAll } from './instance'
import { isReady, lastLines } from './observe'

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

test('two start on one data folder: the second says so and ends', async () => {
  instance = await start(place)
  const second = await launch({ ...(await createPlace()), dataDir: place.dataDir }).ended
  expect(second.code).toBe(1)
  expect(lastLines(second.output)).toEqual([
    expect.stringMatching(/^DATA_DIR: .* is in use by another Mayfly, process \d+$/),
  ])
  expect(await isReady(instance)).toBe(true)
})

for (const [variable, port] of [
  ['PORT', 'web'],
  ['SMTP_PORT', 'smtp'],
  ['COMPANION_PORT', 'companion'],
] as const) {
  test(`says that ${variable} is taken, and ends`, async () => {
    const squatter = createServer().listen(place[port], port === 'companion' ? '127.0.0.1' : '0.0.0.0')
    const { code, output } = await launch(place).ended
    squatter.close()
    expect(code).toBe(1)
    expect(lastLines(output)).toEqual([
      expect.stringMatching(new RegExp(`^${variable}: ${place[port]} .*already in use$`)),
    ])
  })
}

test('says that DATA_DIR cannot be used, and ends', async () => {
  const file = path.join(path.dirname(place.dataDir), 'file')
  writeFileSync(file, '')
  for (const dataDir of [file, '/proc/mayfly']) {
    const { code, output } = await launch({ ...place, dataDir }).ended
    expect(code).toBe(1)
    expect(lastLines(output)).toEqual([expect.stringMatching(new RegExp(`^DATA_DIR: ${dataDir} cannot be used: `))])
  }
})

test('says each variable that is wrong in a line of its own, and ends', async () => {
  const { code, output } = await launch(place, { PORT: 'many', UNKNOWN_RECIPIENT: 'maybe', MAIL_DOMAINS: 'a b' }).ended
  expect(code).toBe(1)
  expect(lastLines(output).map((line) => line.split(':')[0])).toEqual(['PORT', 'MAIL_DOMAINS', 'UNKNOWN_RECIPIENT'])
})

for (const command of ['start', 'web', 'companion', 'migrate', 'admin stats']) {
  test(`${command} says that the database cannot be reached, without its password, and ends`, async () => {
    const DATABASE_URL = 'postgres://someone:hidden@127.0.0.1:1/mayfly'
    const env = { DATABASE_URL, NEXTAUTH_SECRET: 'long enough for a test' }
    const { code, output } = await launch(place, env, command.split(' ')).ended
    expect(code).toBe(1)
    expect(lastLines(output)).toEqual([expect.stringMatching(/^DATABASE_URL: .*127\.0\.0\.1:1\/mayfly.*ECONNREFUSED/)])
    expect(output).not.toContain('hidden')
  })
}

for (const command of ['web', 'companion']) {
  test(`${command} alone says that it needs a secret, and ends`, async () => {
    const env = { DATABASE_URL: 'postgres://someone@127.0.0.1:1/mayfly', NEXTAUTH_SECRET: '' }
    const { code, output } = await launch(place, env, [command]).ended
    expect({ code, lines: lastLines(output) }).toEqual({ code: 1, lines: ['NEXTAUTH_SECRET: is required here'] })
  })
}

/** The examples of docs/examples, run as they stand against an application that mails a code. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { BASE_URL, createInbox, SMTP_PORT, sendMail } from './client'
import { installPackage, onceSaid, ROOT, type Running, removePackage, runIn, startIn, succeed } from './package'

test.describe.configure({ mode: 'serial', timeout: 120_000 })

let folder = ''
let app: Running
let env: Record<string, string> = {}
test.beforeAll(async () => {
  folder = await installPackage(['nodemailer', '@playwright/test', 'playwright', 'playwright-core'])
  cpSync(path.join(ROOT, 'docs/examples'), folder, { recursive: true })
  app = startIn(folder, process.execPath, ['app.mjs'], { PORT: '0', SMTP_URL: `smtp://127.0.0.1:${SMTP_PORT}` })
  const [port] = /\d+/.exec(await onceSaid(app, '\n')) ?? []
  env = { APP_URL: `http://localhost:${port}` }
})
test.afterAll(async () => {
  app.child.kill()
  await app.ended
  removePackage(folder)
})

for (const [program, file] of [
  ['sh', 'curl.sh'],
  ['sh', 'cli.sh'],
  [process.execPath, 'node.mjs'],
] as const) {
  test(`${file} signs up`, async () => {
    const ran = await runIn(folder, program, [file], env)
    expect(ran, ran.stderr).toMatchObject({ code: 0, stdout: 'Welcome!' })
  })
}

test('the Playwright example signs up three visitors at once, each with an inbox of its own', async () => {
  const cli = path.join(folder, 'node_modules/@playwright/test/cli.js')
  const args = [cli, 'test', '--config', path.join(folder, 'chromium.config.ts'), '--reporter=json', '--workers=2']
  // the browser of this machine; the rest is the example's own
  cpSync(path.join(ROOT, 'playwright.config.ts'), path.join(folder, 'repository.config.ts'))
  writeFileSync(
    path.join(folder, 'chromium.config.ts'),
    `import example from './playwright/playwright.config'
     import ours from './repository.config'
     export default { ...example, testDir: 'playwright', use: { ...example.use, launchOptions: ours.use?.launchOptions } }`,
  )
  // where our own run writes its report
  const { stdout } = await succeed(folder, process.execPath, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: '' })
  expect(JSON.parse(stdout).stats).toMatchObject({ expected: 3, unexpected: 0, skipped: 0 })
})

test('the tasks of the Cypress example give a spec its inbox and its code', async () => {
  const { mayflyTasks } = await import(pathToFileURL(path.join(folder, 'cypress/tasks.mjs')).href)
  const tasks = mayflyTasks({ baseUrl: BASE_URL })
  const address = await tasks.createInbox({ ttlMinutes: 5 })
  await sendMail({ to: address, from: 'no-reply@shop.example', text: 'Your verification code is 606060.' })
  expect(await tasks.waitForCode({ address, from: 'shop.example' })).toBe('606060')
  expect(await tasks.endInbox(address)).toBeNull()
})

test('the steps of the GitHub workflow sign up', async () => {
  const steps = toRunSteps(readFileSync(path.join(folder, 'github-actions.yml'), 'utf8'))
  expect(steps).toHaveLength(4)
  // as GitHub does between steps
  const script = steps.map((step) => `${step}\nset -a; . "$GITHUB_ENV"; set +a`).join('\n')
  const { token } = await createInbox()
  const github = { MAYFLY_TOKEN: token, GITHUB_ENV: path.join(folder, 'github.env') }
  const ran = await runIn(folder, 'bash', ['-e', '-o', 'pipefail', '-c', script], { ...env, ...github })
  expect(ran, ran.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Welcome!.* has ended\n$/) })
})

/** What stands after `run:`, on the line or indented below it. */
function toRunSteps(workflow: string): string[] {
  const found = workflow.matchAll(/^( +)(?:- )?run: (?:\|\n((?:\1 +.*\n)+)|([^|].*)$)/gm)
  return [...found].map(([, , block, line]) => (block ?? line ?? '').replace(/^ +/gm, ''))
}

/** What the tests need beside packages: a Chromium and a redis-server. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { runStep } from './steps.mjs'

/** Programs and the Debian packages that bring them. */
const TOOLS = { chromium: ['chromium', 'fonts-liberation'], 'redis-server': ['redis-server'] }

/** Installs what is missing. Returns the environment for the tests: what had to be left out. */
export async function ensureTools() {
  const missing = Object.keys(TOOLS).filter((tool) => !isThere(tool))
  if (missing.length > 0 && process.getuid?.() === 0 && isThere('apt-get')) {
    const packages = missing.flatMap((tool) => TOOLS[tool])
    console.log(`Installing ${packages.join(', ')} …`)
    // RUNLEVEL=1: install the servers, do not start them.
    const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    try {
      await runStep('Updating the package lists', 'apt-get', ['update', '-qq'], env)
      const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
      await runStep(`Installing ${packages.join(', ')}`, 'apt-get', args, env)
    } catch (error) {
      console.error(error.message)
    }
  }
  if (!isThere('chromium')) {
    console.log("Installing Playwright's own Chromium …")
    const args = ['node_modules/@playwright/test/cli.js', 'install', 'chromium']
    await runStep('Installing Chromium', process.execPath, args)
  }
  if (isThere('redis-server')) return {}
  console.warn('\n!!!  NO redis-server HERE: THE TESTS ON REDIS ARE SKIPPED  !!!\n')
  return { TEST_WITHOUT_REDIS: '1' }
}

function isThere(program) {
  const folders = (process.env.PATH ?? '').split(':')
  return folders.some((folder) => existsSync(`${folder}/${program}`)) && spawnSync(program, ['--version']).status === 0
}

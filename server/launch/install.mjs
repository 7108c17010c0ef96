/** Installs the packages when they are missing or not those of package-lock.json. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runStep } from './steps.mjs'

/**
 * @param {string} root
 * @param {{ withTools: boolean }} options whether the packages for development are needed too
 */
export async function installPackages(root, { withTools }) {
  if (isInstalled(root, withTools)) return
  console.error('Mayfly installs its packages …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  if (npm?.endsWith('.js')) await runStep('Installing the packages', process.execPath, [npm, ...args])
  else await runStep('Installing the packages', 'npm', args)
}

/** npm writes node_modules/.package-lock.json last: what it lists is what is there. */
function isInstalled(root, withTools) {
  const installedFile = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  try {
    const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
    const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
    return Object.entries(wanted).every(
      ([name, { version, optional, devOptional, dev }]) =>
        name === '' ||
        installed[name]?.version === version ||
        // Absent optional ones are for other platforms, or for nobody.
        (!installed[name] && (optional || devOptional || (dev && !withTools))),
    )
  } catch {
    return false
  }
}

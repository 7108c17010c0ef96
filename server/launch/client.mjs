/** The package `mayfly` in .build/client: library, Playwright fixture and command line, ready for `npm publish`. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILD_DIR } from './entries.mjs'
import { runStep } from './steps.mjs'

const SDK = 'lib/client/sdk'
const ENTRY_POINTS = { index: `${SDK}/index.ts`, playwright: `${SDK}/playwright.ts`, cli: 'lib/client/cli/main.ts' }

/**
 * Options for esbuild. What the library needs goes into it: the package depends on nothing.
 * @param {string} root
 * @returns {import('esbuild').BuildOptions}
 */
export function clientOptions(root) {
  return {
    absWorkingDir: root,
    entryPoints: ENTRY_POINTS,
    outdir: path.join(root, BUILD_DIR, 'client'),
    bundle: true,
    splitting: true,
    chunkNames: 'shared-[hash]',
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['node:*', '@playwright/test'],
    logLevel: 'error',
  }
}

/** A folder with everything of the package but its code and its types. @param {string} root */
export function writePackage(root) {
  const { version, description, license, engines } = readJson(path.join(root, 'package.json'))
  const folder = path.join(root, BUILD_DIR, 'client')
  // names of shared parts change with their content
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const entry = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` })
  const manifest = {
    name: 'mayfly',
    version,
    description,
    license,
    engines,
    type: 'module',
    sideEffects: false,
    exports: { '.': entry('index'), './playwright': entry('playwright') },
    bin: { mayfly: './cli.js' },
    peerDependencies: { '@playwright/test': '>=1.40' },
    peerDependenciesMeta: { '@playwright/test': { optional: true } },
  }
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  copyFileSync(path.join(root, SDK, 'README.md'), path.join(folder, 'README.md'))
  const parser = readFileSync(path.join(root, 'node_modules/eventsource-parser/LICENSE'), 'utf8')
  writeFileSync(path.join(folder, 'THIRD_PARTY.md'), `# eventsource-parser\n\n${parser}`)
}

/** The package's types: those of the library as the compiler tells them, the API's shapes written out. @param {string} root */
export async function writeTypes(root) {
  const [folder, work] = ['client', 'client-types'].map((name) => path.join(root, BUILD_DIR, name))
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: {
      noEmit: false,
      incremental: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: '../..',
      outDir: 'out',
      paths: { '@/*': ['../../*'] },
      types: ['node'],
    },
    include: [],
    exclude: [],
    files: [ENTRY_POINTS.index, ENTRY_POINTS.playwright].map((file) => `../../${file}`),
  }
  writeFileSync(path.join(work, 'tsconfig.json'), JSON.stringify(config))
  await runStep("Writing the client's types", process.execPath, ['node_modules/typescript/bin/tsc', '-p', work])
  const made = path.join(work, 'out', SDK)
  for (const name of readdirSync(made)) {
    const text = readFileSync(path.join(made, name), 'utf8')
    // Node's own resolution wants whole names, ours does without.
    writeFileSync(path.join(folder, name), text.replace(/((?:from|import\()\s*['"]\.\/[^'"]+)(?=['"])/g, '$1.js'))
  }
  const { writeShapes } = await import(pathToFileURL(path.join(root, BUILD_DIR, 'client-shapes.js')).href)
  writeFileSync(path.join(folder, 'types.d.ts'), writeShapes())
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Makes what is out of date: the database client, the bundles, the pages. Standard output is left to the commands. */
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { bundleAll } from './bundle.mjs'
import { writeTypes } from './client.mjs'
import { compressAssets } from './compress.mjs'
import { BUILD_DIR, BUNDLE_SOURCES, CLIENT_SOURCES, PAGE_SOURCES } from './entries.mjs'
import { fingerprint, unlessMade } from './fingerprint.mjs'
import { runStep, StepError } from './steps.mjs'

/** The generated Prisma client. @param {string} root */
export async function generateClient(root) {
  await unlessMade(job(root, 'client', 'prisma/generated/client.ts', CLIENT_SOURCES), () =>
    // The engine is only wanted for migrations; without this stand-in Prisma would try to download it.
    runStep('Generating the database client', process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    }),
  )
}

/** The bundles in .build. @param {string} root */
export async function buildBundles(root) {
  await unlessMade(job(root, 'bundles', `${BUILD_DIR}/launch.js`, BUNDLE_SOURCES), async () => {
    console.error('Mayfly builds its servers …')
    try {
      await bundleAll(root)
    } catch (error) {
      throw new StepError(`Building the servers failed: ${error.errors ? 'see above' : error.message}`)
    }
  })
}

/** The types of the package in .build/client, which only its users need. @param {string} root */
export async function buildTypes(root) {
  await unlessMade(job(root, 'client-types', `${BUILD_DIR}/client/types.d.ts`, BUNDLE_SOURCES), () => writeTypes(root))
}

/** The pages in .next. @param {string} root */
export async function buildPages(root) {
  await unlessMade(job(root, 'pages', '.next/BUILD_ID', PAGE_SOURCES), async () => {
    console.error('Mayfly builds its pages …')
    const cache = path.join(root, '.next')
    const isFirst = !existsSync(cache)
    await buildOnce().catch((error) => {
      if (isFirst) throw error
      // Next remembers failures too, for example of packages that were not yet there.
      console.error('Mayfly builds its pages again, from nothing …')
      rmSync(cache, { recursive: true, force: true })
      return buildOnce()
    })
    await compressAssets(path.join(cache, 'static'))
  })
}

function buildOnce() {
  return runStep('Building the pages', process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
}

/** @param {string} root @param {string} name @param {string} product @param {readonly string[]} sources */
function job(root, name, product, sources) {
  return {
    stampFile: path.join(root, BUILD_DIR, `${name}.stamp`),
    product: path.join(root, product),
    print: fingerprint(root, sources),
  }
}

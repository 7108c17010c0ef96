/** Hot reload of the companion for `npm run dev`; the pages have Next's own. */
import path from 'node:path'
import { bundleOptions } from './bundle.mjs'

/** Builds again at every change and calls `onBuilt` after each build but the first. Returns how to stop watching. */
export async function watchCompanion(onBuilt: () => Promise<void>): Promise<() => Promise<void>> {
  const { context } = await import('esbuild')
  let isFirst = true
  const watcher = await context({
    ...bundleOptions(path.resolve(), ['companion', 'parse-worker', 'authentication-worker']),
    plugins: [
      {
        name: 'restart',
        setup(build) {
          build.onEnd(({ errors }) => {
            // A build that failed has said so; what runs goes on.
            if (!isFirst && errors.length === 0) void onBuilt()
            isFirst = false
          })
        },
      },
    ],
  })
  await watcher.watch()
  return () => watcher.dispose()
}

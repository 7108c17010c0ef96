/** Bundles as the build makes them, for tests that run our programs from source. */
import path from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '../launch/bundle.mjs'

const ROOT = path.resolve(import.meta.dirname, '../..')

type Entry = Parameters<typeof bundleOptions>[1][number]

/** Writes into .build of the repository, where packages resolve; `folder` keeps parallel test files apart. Returns it. */
export async function bundleEntries(folder: string, names: Entry[]): Promise<string> {
  const outdir = path.join(ROOT, '.build/test', folder)
  await build({ ...bundleOptions(ROOT, names), outdir })
  return outdir
}

/** The same for a program written in the test; its imports start at the root of the repository. Returns the file. */
export async function bundleSource(name: string, contents: string): Promise<string> {
  const outfile = path.join(ROOT, '.build/test', `${name}.js`)
  const { entryPoints: _, outdir: __, ...options } = bundleOptions(ROOT, [])
  await build({ ...options, stdin: { contents, resolveDir: ROOT, loader: 'ts' }, outfile })
  return outfile
}

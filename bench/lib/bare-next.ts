/** The least that Next makes: a page with one client component, and route handlers, built as ours are. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { findFreePort } from '@/server/launch/ports'
import { type Program, startProgram } from './programs'
import type { World } from './world'

export async function startBareNext(
  world: World,
  env: Record<string, string> = {},
): Promise<Program & { url: string }> {
  const next = path.resolve('node_modules/next/dist/bin/next')
  const cwd = path.resolve('bench/peers/bare-next')
  execFileSync(process.execPath, [next, 'build'], { cwd, stdio: 'ignore' })
  const port = await findFreePort()
  const program = await startProgram(world, process.execPath, [next, 'start', '-p', `${port}`], {
    cwd,
    env,
    ports: [port],
  })
  return { ...program, url: `http://127.0.0.1:${port}` }
}

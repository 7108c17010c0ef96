/** What a benchmark started, ended when it ends, however it ends; and one temporary folder for all of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type World = {
  folder: string
  /** Called in reverse order at the end. */
  onEnd(stop: () => Promise<unknown> | unknown): void
}

/** Runs `bench` and cleans up; a signal ends it early with code 1. */
export async function inWorld(bench: (world: World) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mayfly-bench-'))
  const stops: (() => Promise<unknown> | unknown)[] = []
  const end = async () => {
    for (const stop of stops.splice(0).reverse()) await Promise.resolve(stop()).catch((error) => console.error(error))
    rmSync(folder, { recursive: true, force: true })
  }
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`stopped by ${signal}`)))
  })
  try {
    await Promise.race([bench({ folder, onEnd: (stop) => stops.push(stop) }), interrupted])
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  } finally {
    await end()
    process.exit()
  }
}

/** Runs a command to its end: a LaunchError becomes its lines on standard error, anything else keeps its stack. */
import { LaunchError } from './launch-error'

export async function runCommand(command: () => Promise<void>): Promise<void> {
  // A reader that went away (`npm start | head`) is no reason to fall.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    await command()
  } catch (error) {
    console.error(error instanceof LaunchError ? error.message : error)
    process.exit(1)
  }
}

/** Configuration for the launcher's commands: every fault becomes one line. */
import { type Config, ConfigError, loadConfig } from '@/lib/config'
import { LaunchError } from './launch-error'

type Required = 'DATABASE_URL' | 'NEXTAUTH_SECRET'

/** Throws LaunchError with one line per fault; `required` are those that this command cannot do without. */
export function loadSettings(required: readonly Required[] = []): Config {
  const config = load()
  const missing = required.filter((name) => config[name] === undefined)
  if (missing.length > 0) throw new LaunchError(missing.map((name) => `${name}: is required here`).join('\n'))
  return config
}

function load(): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (error instanceof ConfigError) throw new LaunchError(error.message)
    throw error
  }
}

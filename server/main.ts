/** The companion as a process. What it does is in companion.ts. */
import type { Config } from '@/lib/config'
import { createContext } from '@/lib/context'
import { startCompanion } from './companion'
import { LaunchError } from './launch/launch-error'
import { portFault, portsOf } from './launch/ports'
import { runPart } from './launch/run-part'
import { toUrlHost } from './launch/url-host'

await runPart({
  name: 'companion',
  createContext: (config) => createContext(config, { name: 'companion' }),
  async serve(ctx) {
    const { smtpPort, companionPort, stop } = await startCompanion(ctx).catch((error) => {
      throw toLaunchError(ctx.config, error)
    })
    return {
      address: `smtp://${toUrlHost(ctx.config.SMTP_HOST)}:${smtpPort}`,
      ports: { smtpPort, companionPort },
      stop,
    }
  },
})

/** A port that is taken is the operator's to mend and told by its variable; anything else keeps its stack. */
function toLaunchError(config: Config, error: NodeJS.ErrnoException & { port?: number }): Error {
  if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') return error
  const [, smtp, companion] = portsOf(config)
  return new LaunchError(portFault(error.port === companion.port ? companion : smtp, error))
}

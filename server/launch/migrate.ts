/** `npm run db:migrate` */
import { loadSettings } from './load-settings'
import { prepareDatabase } from './prepare-database'
import { runCommand } from './run-command'

await runCommand(async () => {
  const { DATABASE_URL = '' } = loadSettings(['DATABASE_URL'])
  const applied = await prepareDatabase(DATABASE_URL, { onNote: (line) => console.error(line) })
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The database is up to date')
})

/** PostgreSQL's programs get a plain environment: the operator's PG… variables and locale are not meant for them. */
export const PROGRAM_ENV: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
}

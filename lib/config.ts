/** The only reader of the environment, and its only writer: every variable, its default and its meaning in one table. */
import path from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

/** Plain decimals only: what a shell or a typo makes of a number (" ", 1e3, 0x10) is a fault, not a guess. */
const decimal = (pattern: RegExp, words: string, fallback: number, [min, max]: [number, number]) =>
  z
    .string()
    .regex(pattern, words)
    .transform(Number)
    .pipe(z.number().min(min, `is less than ${min}`).max(max, `is more than ${max}`))
    .default(fallback)
const whole = (fallback: number, min: number, max: number) =>
  decimal(/^\d{1,15}$/, 'is not a whole number', fallback, [min, max])
const period = (fallback: number, max: number) =>
  decimal(/^\d{1,15}(\.\d{1,15})?$/, 'is not a number', fallback, [0, max])
const port = (fallback: number) => whole(fallback, 0, 65_535)
const serverUrl = (protocols: string[], words: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && isServer(new URL(text), protocols), words)
    .optional()
/** A host, or a socket's folder in the query as libpq takes it. */
const isServer = ({ protocol, hostname, searchParams }: URL, protocols: string[]) =>
  protocols.includes(protocol) && (hostname !== '' || searchParams.has('host'))
const domain = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/, 'is not a domain name')

const domains = z
  .string()
  .default('mayfly.localhost')
  .transform((list) => [...new Set(list.split(',').map((name) => name.trim().toLowerCase()))])
  .pipe(z.tuple([domain], domain))

const origin = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) URL' })
  .transform((url) => new URL(url).origin)
  .optional()

const proxies = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(',')
      .map((range) => range.trim())
      .filter((range) => range !== ''),
  )
  .refine(
    (ranges) => ranges.every((range) => ipaddr.isValid(range) || ipaddr.isValidCIDR(range)),
    'is not a list of addresses or CIDR ranges',
  )

const topics = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((arn) => arn.trim() || []))
  .refine(
    (arns) => arns.every((arn) => /^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w.-]+$/.test(arn)),
    'is not a list of topic ARNs (arn:aws:sns:…)',
  )

const compatApis = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((name) => name.trim().toLowerCase() || []))
  .pipe(z.array(z.enum(['mailpit', 'mailtm'], 'is not a list of mailpit, mailtm')))

const Environment = z.object({
  PORT: port(3000),
  HOST: z.string().default('0.0.0.0'),
  SMTP_PORT: port(2525),
  SMTP_HOST: z.string().default('0.0.0.0'),
  COMPANION_PORT: port(9464),
  PUBLIC_URL: origin,
  MAIL_DOMAINS: domains,
  DATABASE_URL: serverUrl(['postgres:', 'postgresql:'], 'is not a postgresql:// URL'),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((dir) => path.resolve(dir)),
  REDIS_URL: serverUrl(['redis:', 'rediss:'], 'is not a redis:// URL'),
  NEXTAUTH_SECRET: z.string().min(16, 'is shorter than 16 characters').optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url({ error: 'is not a URL' }).optional(),
  OIDC_ID: z.string().optional(),
  OIDC_SECRET: z.string().optional(),
  MAX_MESSAGE_BYTES: whole(26_214_400, 1_024, 268_435_456),
  UNKNOWN_RECIPIENT: z.enum(['discard', 'reject']).default('discard'),
  EXPIRY_INTERVAL_SECONDS: whole(60, 1, 86_400),
  PURGE_AFTER_HOURS: period(24, 8_760),
  ADDRESS_QUARANTINE_DAYS: period(30, 36_500),
  TRUSTED_PROXIES: proxies,
  INBOUND_SECRET: z.string().min(16, 'is shorter than 16 characters').optional(),
  INBOUND_SES_TOPICS: topics,
  COMPAT_APIS: compatApis,
  WEBHOOK_ALLOW_PRIVATE: z.enum(['on', 'off']).default('off'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  AUTHENTICATION_RESULTS: z.enum(['on', 'off']).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type Config = z.infer<typeof Environment> & {
  /** Origin of the site: links, cookies and the cross-origin check. */
  PUBLIC_URL: string
  /** Look up SPF, DKIM and DMARC of what arrives. */
  AUTHENTICATION_RESULTS: 'on' | 'off'
}

/** Carries one line per fault, ready to print. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'))
    this.name = 'ConfigError'
  }
}

/** Reads and validates all variables at once; an empty value counts as absent. Throws ConfigError with every fault. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`)
  const faults = [...new Set(issues), ...findIncompleteProviders(given)]
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults)
  const { PUBLIC_URL, AUTHENTICATION_RESULTS, DATABASE_URL, PORT } = parsed.data
  return {
    ...parsed.data,
    PUBLIC_URL: PUBLIC_URL ?? `http://localhost:${PORT}`,
    // an embedded database is a try-out or a test: it asks nobody's DNS
    AUTHENTICATION_RESULTS: AUTHENTICATION_RESULTS ?? (DATABASE_URL ? 'on' : 'off'),
  }
}

/** Next-auth learns the site's own address from the environment and nowhere else: cookies, redirects and callbacks. */
export function nameOwnOrigin({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): void {
  process.env.NEXTAUTH_URL = PUBLIC_URL
}

function findIncompleteProviders(env: Record<string, unknown>): string[] {
  const groups = [
    ['GITHUB_ID', 'GITHUB_SECRET'],
    ['GOOGLE_ID', 'GOOGLE_SECRET'],
    ['OIDC_ISSUER', 'OIDC_ID', 'OIDC_SECRET'],
  ] as const
  return groups.flatMap((names) => {
    const missing = names.filter((name) => env[name] === undefined)
    return missing.length === 0 || missing.length === names.length
      ? []
      : [`${missing[0]}: needed together with the others of its provider`]
  })
}

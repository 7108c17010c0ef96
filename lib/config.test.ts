import { expect, test } from 'vitest'
import { ConfigError, loadConfig } from './config'

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => fault.split(':')[0] ?? '')
    throw error
  }
}

test('everything has a default, and an empty value counts as absent', () => {
  expect(loadConfig({ PORT: '', MAIL_DOMAINS: '' })).toMatchObject({
    PORT: 3000,
    SMTP_PORT: 2525,
    COMPANION_PORT: 9464,
    PUBLIC_URL: 'http://localhost:3000',
    MAIL_DOMAINS: ['mayfly.localhost'],
    UNKNOWN_RECIPIENT: 'discard',
  })
})

test('every fault is told at once, each variable by its own line', () => {
  const env = { PORT: 'abc', MAIL_DOMAINS: ',', RATE_LIMITS: 'maybe', GITHUB_ID: 'x', DATABASE_URL: 'mysql://h/d' }
  expect(faultsOf(env).sort()).toEqual(['DATABASE_URL', 'GITHUB_SECRET', 'MAIL_DOMAINS', 'PORT', 'RATE_LIMITS'])
})

test.each([
  ['PORT', ' '],
  ['PORT', '1e3'],
  ['PORT', '0x10'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '3000.5'],
  ['EXPIRY_INTERVAL_SECONDS', '0'],
  ['PURGE_AFTER_HOURS', '-1'],
  ['PURGE_AFTER_HOURS', 'Infinity'],
  ['DATABASE_URL', 'postgres://u:p@127.0.0.1:99999/x'],
  ['DATABASE_URL', 'postgres://'],
  ['REDIS_URL', 'localhost:6379'],
  ['PUBLIC_URL', 'ftp://mayfly.example'],
  ['MAIL_DOMAINS', 'a..b'],
  ['TRUSTED_PROXIES', '10.0.0.0/99'],
  ['NEXTAUTH_SECRET', 'short'],
  ['COMPAT_APIS', 'mailpit,mailhog'],
])('%s=%j is a fault', (name, value) => {
  expect(faultsOf({ [name]: value })).toEqual([name])
})

test('lists are trimmed, folded and told once', () => {
  const config = loadConfig({
    MAIL_DOMAINS: 'One.example, two.example,one.example',
    PURGE_AFTER_HOURS: '0.5',
    COMPAT_APIS: ' mailtm, Mailpit ,',
  })
  expect(config.COMPAT_APIS).toEqual(['mailtm', 'mailpit'])
  expect(config.MAIL_DOMAINS).toEqual(['one.example', 'two.example'])
  expect(config.PURGE_AFTER_HOURS).toBe(0.5)
})

test('asks DNS about senders by default only where the database is given', () => {
  const DATABASE_URL = 'postgresql://mayfly@db.example/mayfly'
  expect(loadConfig({}).AUTHENTICATION_RESULTS).toBe('off')
  expect(loadConfig({ DATABASE_URL }).AUTHENTICATION_RESULTS).toBe('on')
  expect(loadConfig({ DATABASE_URL, AUTHENTICATION_RESULTS: 'off' }).AUTHENTICATION_RESULTS).toBe('off')
  expect(loadConfig({ AUTHENTICATION_RESULTS: 'on' }).AUTHENTICATION_RESULTS).toBe('on')
})

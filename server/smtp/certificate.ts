/** The certificate for STARTTLS: made once, kept in DATA_DIR, shared by all processes that start there. */
import { randomBytes, X509Certificate } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { generate } from 'selfsigned'
import { makeFolder } from '../launch/make-folder.mjs'

const YEARS = 10
const RENEW_BEFORE_MS = 30 * 86_400_000

/** Key and certificate in one PEM text, for `key` as well as for `cert`. Where nothing can be written it is not kept. */
export async function loadCertificate(dataDir: string, domain: string): Promise<string> {
  const file = path.join(dataDir, 'smtp-tls.pem')
  const kept = await findUsable(file)
  if (kept) return kept
  const made = await makeCertificate(domain)
  return keep(file, made).catch(() => made)
}

/** Returns what the file holds in the end: of several processes that start at once, one wins and all use its own. */
async function keep(file: string, made: string): Promise<string> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  makeFolder(path.dirname(file))
  await writeFile(draft, made, { mode: 0o600 })
  try {
    // a link fails where a file is
    await link(draft, file)
    return made
  } catch {
    const winner = await findUsable(file)
    if (winner) return winner
    await rename(draft, file)
    return made
  } finally {
    await rm(draft, { force: true })
  }
}

async function findUsable(file: string): Promise<string | null> {
  try {
    const pem = await readFile(file, 'utf8')
    const { validTo } = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')))
    return pem.includes('PRIVATE KEY') && Date.parse(validTo) - RENEW_BEFORE_MS > Date.now() ? pem : null
  } catch {
    return null
  }
}

async function makeCertificate(domain: string): Promise<string> {
  const notAfterDate = new Date()
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS)
  const pem = await generate([{ name: 'commonName', value: domain.slice(0, 64) }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: domain }] }],
  })
  return `${pem.private}\n${pem.cert}\n`
}

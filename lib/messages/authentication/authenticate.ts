/** Who vouches for a message: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489), in the words of RFC 8601. */
import type { DKIMVerifyResult, DMARCResult, SPFResult } from 'mailauth'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { dmarc } from 'mailauth/lib/dmarc/index.js'
import { spf } from 'mailauth/lib/spf/index.js'
import { toStorable } from '../mime/storable'
import type { AuthenticationBody } from '../schema'
import { type Resolve, withBounds } from './bounded-resolver'
import { toCheckable } from './checkable'

export type Submission = {
  raw: Buffer
  /** The envelope's sender; empty for a bounce. */
  mailFrom: string
  /** Null where the client speaks for another host: mail that came by HTTP. */
  clientIp: string | null
  /** What the client called itself in EHLO. */
  clientName: string
}

/** Never rejects: what DNS does not tell in time is `temperror`. Bounded in look-ups and their time, not in CPU. */
export async function authenticate(submission: Submission, resolve: Resolve): Promise<AuthenticationBody> {
  const { raw, mailFrom, clientIp, clientName } = submission
  const resolver = withBounds(resolve)
  const checkable = toCheckable(raw)
  const [sender, signatures] = await Promise.all([
    clientIp && orNull(spf({ sender: mailFrom, ip: clientIp, helo: clientName, mta: 'mayfly', resolver })),
    checkable && orNull(dkimVerify(checkable, { sender: mailFrom, resolver })),
  ])
  const results = (signatures?.results ?? []).map(toSignature)
  const policy = signatures ? await orNull(dmarc(toAlignment(sender || null, signatures, results, resolver))) : null
  return {
    spf: clientIp ? toSpf(sender || null) : { result: 'none', domain: null },
    dkim: checkable ? pickSignature(results) : { result: 'permerror', domain: null, selector: null },
    dmarc: toDmarc(policy, signatures?.headerFrom ?? []),
  }
}

function toSpf(sender: SPFResult | null): AuthenticationBody['spf'] {
  return { result: toResult(sender?.status.result), domain: toDomain(sender?.domain) }
}

type Signature = AuthenticationBody['dkim'] & { isAligned: boolean }

function toSignature(result: DKIMVerifyResult['results'][number]): Signature {
  const { status, signingDomain, selector } = result
  const isAligned = Boolean(status.aligned)
  return { result: verdict(), domain: toDomain(signingDomain), selector: toDomain(selector), isAligned }

  /** The library says neutral for much; RFC 8601, 2.7.1 tells a signature that is wrong from one that is unusable. */
  function verdict(): Signature['result'] {
    if (status.result === 'pass' && status.underSized) return 'policy'
    if (status.result !== 'neutral') return toResult(status.result)
    return /body hash|expir/.test(status.comment ?? '') ? 'fail' : 'permerror'
  }
}

const BEST_FIRST = ['pass', 'temperror', 'fail', 'policy', 'permerror', 'neutral', 'softfail', 'none']

/** The one that says most for the message: one of the author's own domain before others. */
function pickSignature(signatures: Signature[]): AuthenticationBody['dkim'] {
  const rank = ({ result, isAligned }: Signature) => BEST_FIRST.indexOf(result) * 2 + (isAligned ? 0 : 1)
  const [best] = signatures.toSorted((a, b) => rank(a) - rank(b))
  return best ? { result: best.result, domain: best.domain, selector: best.selector } : NOTHING
}

const NOTHING = { result: 'none' as const, domain: null, selector: null }

function toAlignment(sender: SPFResult | null, signatures: DKIMVerifyResult, results: Signature[], resolver: Resolve) {
  const passed = signatures.results.filter((_, index) => results[index]?.result === 'pass')
  return {
    headerFrom: signatures.headerFrom,
    spfDomains: sender?.status.result === 'pass' && sender.domain ? [sender.domain] : [],
    dkimDomains: passed.map(({ id, signingDomain, status }) => ({
      id,
      domain: signingDomain,
      aligned: status.aligned,
    })),
    resolver,
  }
}

/** More than one author, or none, has no policy (RFC 7489, 6.6.1). */
function toDmarc(policy: DMARCResult | false | null, authors: string[]): AuthenticationBody['dmarc'] {
  const domain = authors.length === 1 ? toDomain(authors[0]?.split('@').at(-1)) : null
  if (!policy) return { result: authors.length > 1 ? 'permerror' : 'none', domain, policy: null }
  return { result: toResult(policy.status.result), domain, policy: toDomain(policy.policy) }
}

const RESULTS = new Set<string>(BEST_FIRST)

function toResult(result = 'temperror'): AuthenticationBody['spf']['result'] {
  return RESULTS.has(result) ? (result as AuthenticationBody['spf']['result']) : 'temperror'
}

function toDomain(value: string | false | undefined): string | null {
  return value ? toStorable(value.toLowerCase().trim(), 253) : null
}

function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(() => null)
}

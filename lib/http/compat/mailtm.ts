/** mail.tm's API below /compat/mailtm: an account is one anonymous mailbox that its password opens. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createPasswordSession } from '@/lib/accounts/password-sessions'
import { findSession } from '@/lib/accounts/sessions'
import { NOBODY, type Viewer } from '@/lib/accounts/viewer'
import { clientIpOf } from '@/lib/client-ip'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { toCanonicalAddress } from '@/lib/mailboxes/address'
import { createMailbox } from '@/lib/mailboxes/create-mailbox'
import { deleteMailbox, findMailboxId, getMailbox, listMailboxes, type Mailbox } from '@/lib/mailboxes/mailboxes'
import { listOwnedMessages } from '@/lib/messages/all-messages'
import { deleteMessage, getMessage, markMessage } from '@/lib/messages/messages'
import { collect, openMessage, toFile } from '@/lib/messages/raw'
import { assertAllowed } from '@/lib/rate-limits'
import { parseFields, QueryInt, Text } from '@/lib/validate'
import { answerAttachment } from '../attachment'
import { readJson } from '../body'
import { json, noContent } from '../json'
import { idOf, indexOf } from '../params'
import { countAnonymousCreate } from '../rate-limit'
import { answerRaw } from '../raw'
import { type FacadeCall, type FacadeRoute, facade } from './facade'
import { toAccount, toDomain, toListedMessage, toMessage } from './mailtm-shapes'

const PAGE_SIZE = 30
/** Within 15 minutes, for one address and from one client. */
const ATTEMPTS = { forAddress: 10, fromClient: 50, windowSeconds: 15 * 60 }

const Credentials = z.object({ address: Text(320), password: Text(200).min(1) })
const Seen = z.object({ seen: z.boolean() })
const Page = z.object({ page: QueryInt(1, 1_000).default(1) })

const ROUTES: FacadeRoute[] = [
  ['GET', '/domains', async (call) => collection(call, call.ctx.config.MAIL_DOMAINS.map(toDomain))],
  ['GET', '/domains/:id', getDomain],
  ['POST', '/accounts', createAccount],
  ['POST', '/token', createToken],
  ['GET', '/me', async (call) => json(toAccount(await getAccount(call)))],
  ['GET', '/accounts/:id', async (call) => json(toAccount(await getNamedAccount(call)))],
  ['DELETE', '/accounts/:id', deleteAccount],
  ['GET', '/messages', listMessages],
  ['GET', '/messages/:id', readMessage],
  ['PATCH', '/messages/:id', markAsSeen],
  ['DELETE', '/messages/:id', removeMessage],
  ['GET', '/messages/:id/download', async (call) => answerRaw(await open(call), { 'content-type': 'message/rfc822' })],
  ['GET', '/messages/:id/attachment/:index', getAttachment],
  ['GET', '/sources/:id', getSource],
]

/** Its clients send an empty bearer token before they have one. */
export const mailtm = facade({
  name: 'mailtm',
  routes: ROUTES,
  toAuthorization: (given) => (/^Bearer *$/i.test(given) ? null : given),
})

async function getDomain({ ctx, params: [id = ''] }: FacadeCall): Promise<Response> {
  if (!ctx.config.MAIL_DOMAINS.includes(id)) throw new AppError('not_found')
  return json(toDomain(id))
}

async function createAccount({ ctx, request }: FacadeCall): Promise<Response> {
  const { address, password } = parseFields(Credentials, await readJson(request))
  await countAnonymousCreate(ctx, NOBODY, request)
  const at = address.lastIndexOf('@')
  const id = randomUUID()
  const viewer = await openSession(ctx, id, password)
  const { mailbox } = await createMailbox(ctx, viewer, {
    id,
    localPart: address.slice(0, Math.max(0, at)),
    domain: address.slice(at + 1),
  })
  return json(toAccount({ id, address: mailbox.address, body: mailbox }), { status: 201 })
}

/** Takes the same time for an address that is not there: a password is stretched all the same. */
async function createToken({ ctx, request }: FacadeCall): Promise<Response> {
  const { address, password } = parseFields(Credentials, await readJson(request))
  const canonical = toCanonicalAddress(address) ?? ''
  const verdicts = await Promise.all([
    ctx.limits.hit(`mailbox-token:${canonical}`, ATTEMPTS.forAddress, ATTEMPTS.windowSeconds),
    ctx.limits.hit(`mailbox-token-from:${clientIpOf(request)}`, ATTEMPTS.fromClient, ATTEMPTS.windowSeconds),
  ])
  verdicts.forEach(assertAllowed)
  const id = (await findMailboxId(ctx, canonical)) ?? randomUUID()
  const token = await createPasswordSession(ctx.config, id, password)
  const mailbox = await getMailbox(ctx, toViewer(ctx, token), canonical).catch((error: unknown) => {
    if (error instanceof AppError) throw new AppError('invalid_token', { detail: 'Invalid credentials.' })
    throw error
  })
  return json({ id: mailbox.id, token })
}

async function openSession(ctx: Context, id: string, password: string): Promise<Viewer> {
  return toViewer(ctx, await createPasswordSession(ctx.config, id, password))
}

function toViewer({ config }: Context, token: string): Viewer {
  const viewer = findSession(config, token)
  if (!viewer) throw new Error('a token of our own is not valid')
  return viewer
}

/** The mailbox of the token. Throws `unauthorized` without one, `mailbox_not_found` once it has ended. */
async function getAccount({ ctx, viewer }: FacadeCall): Promise<Mailbox> {
  if (viewer.kind === 'none') throw new AppError('unauthorized')
  const [mailbox] = await listMailboxes(ctx, viewer, { limit: 1 })
  if (!mailbox) throw new AppError('mailbox_not_found')
  return mailbox
}

async function getNamedAccount(call: FacadeCall): Promise<Mailbox> {
  const account = await getAccount(call)
  if (account.id !== call.params[0]) throw new AppError('mailbox_not_found')
  return account
}

async function deleteAccount(call: FacadeCall): Promise<Response> {
  const { address } = await getNamedAccount(call)
  await deleteMailbox(call.ctx, call.viewer, address)
  return noContent()
}

async function listMessages(call: FacadeCall): Promise<Response> {
  const { id, address, body } = await getAccount(call)
  const { page } = parseFields(Page, Object.fromEntries(call.query))
  const wanted = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE, address, terms: [] }
  const { items } = await listOwnedMessages(call.ctx, call.viewer, wanted)
  const messages = items.map((message) => toListedMessage(id, message))
  return collection(call, messages, body.message_count)
}

async function readMessage(call: FacadeCall): Promise<Response> {
  const account = await getAccount(call)
  return json(toMessage(account, await getMessage(call.ctx, call.viewer, account.address, messageIdOf(call))))
}

async function markAsSeen(call: FacadeCall): Promise<Response> {
  const { address } = await getAccount(call)
  const { seen } = parseFields(Seen, await readJson(call.request))
  await markMessage(call.ctx, call.viewer, address, { id: messageIdOf(call), isRead: seen })
  return json({ seen })
}

async function removeMessage(call: FacadeCall): Promise<Response> {
  const { address } = await getAccount(call)
  await deleteMessage(call.ctx, call.viewer, address, messageIdOf(call))
  return noContent()
}

async function open(call: FacadeCall) {
  const { address } = await getAccount(call)
  return openMessage(call.ctx, call.viewer, address, messageIdOf(call))
}

async function getSource(call: FacadeCall): Promise<Response> {
  const id = messageIdOf(call)
  return json({
    id,
    downloadUrl: `/messages/${id}/download`,
    data: (await collect(toFile(await open(call)))).toString(),
  })
}

async function getAttachment(call: FacadeCall): Promise<Response> {
  return answerAttachment(await open(call), indexOf({ index: call.params[1] ?? '' }))
}

const messageIdOf = ({ params: [id = ''] }: FacadeCall) => idOf({ id })

/** A list for clients that ask for JSON, a Hydra collection for the others, as there. */
function collection({ request }: FacadeCall, members: object[], totalItems = members.length): Response {
  if (/application\/json/i.test(request.headers.get('accept') ?? '')) return json(members)
  const body = { '@type': 'hydra:Collection', 'hydra:member': members, 'hydra:totalItems': totalItems }
  return json(body, { headers: { 'content-type': 'application/ld+json' } })
}

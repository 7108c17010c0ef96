/** Mailpit's API below /compat/mailpit: one list of what all mailboxes of the caller hold. Reading marks nothing as read. */
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { countOwnedMessages, getMessageAddress, listOwnedMessages, type Term } from '@/lib/messages/all-messages'
import { deleteMessage, getMessage, markMessage } from '@/lib/messages/messages'
import { openMessage } from '@/lib/messages/raw'
import { parseFields, QueryInt, Text } from '@/lib/validate'
import { version } from '@/package.json'
import { answerAttachment } from '../attachment'
import { readJson } from '../body'
import { answerHtml } from '../html'
import { answer, json } from '../json'
import { idOf, indexOf } from '../params'
import { answerRaw } from '../raw'
import { type FacadeCall, type FacadeRoute, facade } from './facade'
import { toTerms } from './mailpit-search'
import { toFullMessage, toHeaders, toListItem } from './mailpit-shapes'

const MAX_PAGE = 100
/** As many as one call may change. */
const MAX_CHANGED = 1_000

const Page = z.object({
  start: QueryInt(0, 100_000).default(0),
  // a larger page than ours is cut, as Mailpit's clients do not expect a refusal
  limit: QueryInt(0, 100_000).default(50),
})
const Search = z.object({ query: Text(1_000) })
const Ids = z.array(Text(100)).max(MAX_CHANGED).default([])
const Selection = z.object({ IDs: Ids })
const ReadStatus = z.object({ IDs: Ids, Read: z.boolean().default(false), Search: Text(1_000).optional() })

const ROUTES: FacadeRoute[] = [
  ['GET', '/api/v1/info', getInfo],
  ['GET', '/api/v1/messages', (call) => list(call, [])],
  ['GET', '/api/v1/search', (call) => list(call, toTerms(searchOf(call)))],
  ['PUT', '/api/v1/messages', setReadStatus],
  ['DELETE', '/api/v1/messages', deleteSome],
  ['DELETE', '/api/v1/search', async (call) => deleteAll(call, await find(call, toTerms(searchOf(call))))],
  ['GET', '/api/v1/message/:id', async (call) => json(toFullMessage(...(await read(call))))],
  ['GET', '/api/v1/message/:id/headers', async (call) => json(toHeaders((await read(call))[1]))],
  ['GET', '/api/v1/message/:id/raw', getRaw],
  ['GET', '/api/v1/message/:id/part/:part', getPart],
  ['GET', '/view/:id.html', getHtml],
  ['GET', '/view/:id.txt', async (call) => plain((await read(call))[1].body_text ?? '')],
  ['GET', '/api/v1/tags', async () => json([])],
]

/** The password of Basic is our token, whatever the user name is. */
export const mailpit = facade({
  name: 'mailpit',
  routes: ROUTES.map(([method, path, run]) => [method, path, (call) => run(assertKnown(call))]),
  toAuthorization(given) {
    const [, credentials] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(given) ?? []
    if (credentials === undefined) return given
    const text = Buffer.from(credentials, 'base64').toString()
    return `Bearer ${text.slice(text.indexOf(':') + 1)}`
  },
})

function assertKnown(call: FacadeCall): FacadeCall {
  if (call.viewer.kind === 'none') throw new AppError('unauthorized')
  return call
}

async function getInfo({ ctx, viewer }: FacadeCall): Promise<Response> {
  const { total, unread } = await countOwnedMessages(ctx, viewer)
  const about = { Version: `mayfly ${version}`, LatestVersion: '', Database: '', DatabaseSize: 0 }
  return json({ ...about, Messages: total, Unread: unread, Tags: {}, RuntimeStats: { Uptime: 0 } })
}

async function list({ ctx, viewer, query }: FacadeCall, terms: Term[]): Promise<Response> {
  const { start, limit } = parseFields(Page, Object.fromEntries(query))
  const [{ items, matched }, { total, unread }] = await Promise.all([
    listOwnedMessages(ctx, viewer, { limit: Math.min(limit, MAX_PAGE), offset: start, terms }),
    countOwnedMessages(ctx, viewer),
  ])
  const messages = items.map(toListItem)
  const found = terms.length === 0 ? total : matched
  const unreadFound = terms.length === 0 ? unread : messages.filter(({ Read }) => !Read).length
  return json({
    total,
    unread,
    count: messages.length,
    messages_count: found,
    messages_unread: unreadFound,
    start,
    tags: [],
    messages,
  })
}

type Target = { address: string; id: string }

async function find({ ctx, viewer }: FacadeCall, terms: Term[]): Promise<Target[]> {
  const { items } = await listOwnedMessages(ctx, viewer, { limit: MAX_CHANGED, offset: 0, terms })
  return items.map(({ address, summary }) => ({ address, id: summary.id }))
}

/** Those named, or all there are. What is not there is passed over. */
async function findNamed(call: FacadeCall, ids: string[], terms: Term[]): Promise<Target[]> {
  if (ids.length === 0) return find(call, terms)
  const targets: Target[] = []
  for (const id of ids) {
    await passOver(getTarget({ ...call, params: [id] }).then((target) => targets.push(target)))
  }
  return targets
}

async function setReadStatus(call: FacadeCall): Promise<Response> {
  const { IDs, Read: isRead, Search: search } = parseFields(ReadStatus, await readJson(call.request))
  for (const { address, id } of await findNamed(call, IDs, toTerms(search ?? ''))) {
    await passOver(markMessage(call.ctx, call.viewer, address, { id, isRead }))
  }
  return plain('ok')
}

async function deleteSome(call: FacadeCall): Promise<Response> {
  const { IDs } = parseFields(Selection, await readJson(call.request))
  return deleteAll(call, await findNamed(call, IDs, []))
}

async function deleteAll({ ctx, viewer }: FacadeCall, targets: Target[]): Promise<Response> {
  for (const { address, id } of targets) await passOver(deleteMessage(ctx, viewer, address, id))
  return plain('ok')
}

/** Somebody else may have been faster. */
async function passOver(change: Promise<unknown>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

async function getTarget({ ctx, viewer, params: [name = ''] }: FacadeCall): Promise<Target> {
  if (name === 'latest') {
    const { items } = await listOwnedMessages(ctx, viewer, { limit: 1, offset: 0, terms: [] })
    if (!items[0]) throw new AppError('message_not_found')
    return { address: items[0].address, id: items[0].summary.id }
  }
  const id = idOf({ id: name })
  return { address: await getMessageAddress(ctx, viewer, id), id }
}

async function read(call: FacadeCall) {
  const { address, id } = await getTarget(call)
  return [address, await getMessage(call.ctx, call.viewer, address, id)] as const
}

async function getRaw(call: FacadeCall): Promise<Response> {
  const { address, id } = await getTarget(call)
  return answerRaw(await openMessage(call.ctx, call.viewer, address, id), PLAIN)
}

async function getPart(call: FacadeCall): Promise<Response> {
  const { address, id } = await getTarget(call)
  const message = await openMessage(call.ctx, call.viewer, address, id)
  return answerAttachment(message, indexOf({ index: call.params[1] ?? '' }))
}

async function getHtml(call: FacadeCall): Promise<Response> {
  const target = await getTarget(call)
  const base = `/compat/mailpit/api/v1/message/${target.id}/part`
  return answerHtml(call.ctx, call.viewer, { ...target, images: false, attachmentUrl: (index) => `${base}/${index}` })
}

function searchOf({ query }: FacadeCall): string {
  return parseFields(Search, Object.fromEntries(query)).query
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' }

const plain = (body: BodyInit) => answer(body, { headers: PLAIN })

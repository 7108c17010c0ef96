import * as endpoints from '@/lib/http/endpoints/messages'
import { answerHtml } from '@/lib/http/html'
import { addressOf, idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'

const html = route(endpoints.getMessageHtml, async ({ ctx, viewer, params, query: { images } }) => {
  const [address, id] = [addressOf(params), idOf(params)]
  const base = `/api/v1/mailboxes/${encodeURIComponent(address)}/messages/${id}/attachments`
  return answerHtml(ctx, viewer, { address, id, images, attachmentUrl: (index) => `${base}/${index}` })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: html })

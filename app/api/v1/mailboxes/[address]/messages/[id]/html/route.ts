import * as endpoints from '@/lib/http/endpoints/messages'
import { answer } from '@/lib/http/json'
import { addressOf, idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { readInlineImages } from '@/lib/messages/attachments'
import { getRenderable } from '@/lib/messages/messages'
import { renderDocument } from '@/lib/messages/render'

const html = route(endpoints.getMessageHtml, async ({ ctx, viewer, params, query }) => {
  const [address, id] = [addressOf(params), idOf(params)]
  const message = await getRenderable(ctx, viewer, address, id)
  const document = renderDocument({
    ...message,
    images: query.images,
    attachmentUrl: (index) => `/api/v1/mailboxes/${encodeURIComponent(address)}/messages/${id}/attachments/${index}`,
    inlineImages: message.raw ? readInlineImages(message.raw) : undefined,
  })
  return answer(document.html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': document.csp,
      'referrer-policy': 'no-referrer',
      // asking for the hosts of links would tell their owners that the mail was read
      'x-dns-prefetch-control': 'off',
      'x-mayfly-held-back-images': String(document.heldBackImages),
    },
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: html })

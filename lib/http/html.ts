/** A mail as a document of its own, made for a frame that may neither run scripts nor know our origin. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { readInlineImages } from '@/lib/messages/attachments'
import { getRenderable } from '@/lib/messages/messages'
import { renderDocument } from '@/lib/messages/render'
import { answer } from './json'

type Input = { address: string; id: string; images: boolean; attachmentUrl(index: number): string }

export async function answerHtml(ctx: Context, viewer: Viewer, { address, id, ...shown }: Input): Promise<Response> {
  const message = await getRenderable(ctx, viewer, address, id)
  const inlineImages = message.raw ? readInlineImages(message.raw) : undefined
  const document = renderDocument({ ...message, ...shown, inlineImages })
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
}

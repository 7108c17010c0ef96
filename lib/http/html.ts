/** A mail as a document of its own, made for a frame that may neither run scripts nor know our origin. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { readInlineImages } from '@/lib/messages/attachments/inline-images'
import { getRenderable } from '@/lib/messages/messages'
import { openMessage } from '@/lib/messages/raw'
import { listInlineIds, renderDocument } from '@/lib/messages/render'
import { answer } from './json'

type Input = { address: string; id: string; images: boolean; attachmentUrl(index: number): string }

export async function answerHtml(ctx: Context, viewer: Viewer, { address, id, ...shown }: Input): Promise<Response> {
  const message = await getRenderable(ctx, viewer, address, id)
  const wanted = listInlineIds(message.safeHtml ?? '')
  const inlineImages =
    wanted.size > 0 ? await readInlineImages(await openMessage(ctx, viewer, address, id), wanted) : undefined
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

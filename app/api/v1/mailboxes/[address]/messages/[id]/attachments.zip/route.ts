import { AppError } from '@/lib/errors'
import * as endpoints from '@/lib/http/endpoints/messages'
import { addressOf, idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { answerStream } from '@/lib/http/stream'
import { toAttachmentsZip } from '@/lib/messages/attachments/zip'
import { openMessage } from '@/lib/messages/raw'

const zip = route(endpoints.getAttachmentsZip, async ({ ctx, viewer, params }) => {
  const id = idOf(params)
  const archive = await toAttachmentsZip(await openMessage(ctx, viewer, addressOf(params), id))
  if (!archive) throw new AppError('no_attachments')
  return answerStream(archive.bytes, archive.length, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="attachments-${id}.zip"`,
    'content-security-policy': "sandbox; default-src 'none'",
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: zip })

import { AppError } from '@/lib/errors'
import { methods, refusal } from '@/lib/http/route'

/** Whatever the API does not have: the same refusal for every method. */
const nothing = refusal(() => new AppError('not_found'))

const every = { GET: nothing, POST: nothing, PUT: nothing, PATCH: nothing, DELETE: nothing }

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods(every, { others: nothing })

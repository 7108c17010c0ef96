import { answer } from '@/lib/http/json'
import { methods } from '@/lib/http/route'

/** The process answers. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: async () => answer('ok\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
})

import { answer } from '@/lib/http/json'
import { getMetrics } from '@/lib/http/metrics'
import { methods } from '@/lib/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: async () => {
    const { registry } = getMetrics()
    return answer(await registry.metrics(), { headers: { 'content-type': registry.contentType } })
  },
})

/** Prometheus metrics of this process, one registry for every module graph in it. */
import { Counter, collectDefaultMetrics, Registry } from 'prom-client'

const SHARED = Symbol.for('mayfly.metrics')

type Metrics = { registry: Registry; requests: Counter<'method' | 'status'> }

export function getMetrics(): Metrics {
  const holder = globalThis as { [SHARED]?: Metrics }
  holder[SHARED] ??= createMetrics()
  return holder[SHARED]
}

function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'mayfly_http_requests_total',
    help: 'API requests by method and status',
    labelNames: ['method', 'status'],
    registers: [registry],
  })
  return { registry, requests }
}

/** What this Mayfly offers: domains, plans, and the description of all this. */
import { z } from 'zod'
import { DomainBody, PlanBody } from '@/lib/mailboxes/schema'
import { endpoint } from '../endpoint'
import { PLAN } from './examples'

export const listDomains = endpoint({
  method: 'GET',
  path: '/domains',
  tag: 'Service',
  summary: 'List the domains',
  description: 'Those that a mailbox may be made in.',
  answers: {
    200: {
      description: 'All domains, the default one first.',
      schema: z.object({ items: z.array(DomainBody) }),
      example: { items: [{ domain: 'mayfly.localhost', is_default: true }] },
    },
  },
  refusals: [],
})

export const listPlans = endpoint({
  method: 'GET',
  path: '/plans',
  tag: 'Service',
  summary: 'List the plans',
  description: 'With all their limits, as the operator set them.',
  answers: {
    200: { description: 'All plans.', schema: z.object({ items: z.array(PlanBody) }), example: { items: [PLAN] } },
  },
  refusals: [],
})

export const getOpenApi = endpoint({
  method: 'GET',
  path: '/openapi.json',
  tag: 'Service',
  summary: 'Read this document',
  description: 'OpenAPI 3.1, made from the schemas that validate.',
  answers: {
    200: {
      description: 'The document.',
      schema: z.looseObject({ openapi: z.string() }),
      example: { openapi: '3.1.1', info: { title: 'Mayfly', version: '0.1.0' } },
    },
  },
  refusals: [],
})

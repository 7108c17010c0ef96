import * as accounts from '../endpoints/accounts'
import * as inbound from '../endpoints/inbound'
import * as mailboxes from '../endpoints/mailboxes'
import * as messages from '../endpoints/messages'
import * as service from '../endpoints/service'
import * as webhooks from '../endpoints/webhooks'

/** All that the API has. The name is the operationId. */
export const ENDPOINTS = { ...mailboxes, ...messages, ...accounts, ...webhooks, ...inbound, ...service }

export type EndpointName = keyof typeof ENDPOINTS

import * as accounts from '../endpoints/accounts'
import * as mailboxes from '../endpoints/mailboxes'
import * as messages from '../endpoints/messages'
import * as service from '../endpoints/service'

/** All that the API has, in the order in which it is told. The name is the operationId. */
export const ENDPOINTS = { ...mailboxes, ...messages, ...accounts, ...service }

export type EndpointName = keyof typeof ENDPOINTS

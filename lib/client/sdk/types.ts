/** The API's own shapes. The published package has them written out, under the same names, from the same schemas. */
export type { MeBody as Me } from '@/lib/accounts/schema'
export type {
  CreatedMailboxBody as CreatedMailbox,
  DeliveryBody as Delivery,
  DomainBody as Domain,
  MailboxBody as Mailbox,
  PlanBody as Plan,
} from '@/lib/mailboxes/schema'
export type {
  MessageBody as Message,
  MessageDeletedBody as MessageDeleted,
  SummaryBody as Summary,
  WaitBody as WaitAnswer,
} from '@/lib/messages/schema'

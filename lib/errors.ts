/** Refusals: one table from code to status and title, one class that carries them. */

export const ERRORS = {
  bad_request: [400, 'The request cannot be understood'],
  malformed_json: [400, 'The body is not valid JSON'],
  unauthorized: [401, 'Sign in or send a valid token'],
  invalid_token: [401, 'The token is not valid'],
  cross_origin: [403, 'A cookie only counts for requests from our own pages'],
  forbidden: [403, 'This identity may not do that'],
  read_only_key: [403, 'The API key may only read'],
  mailbox_limit_reached: [403, 'The plan allows no more active mailboxes'],
  api_key_limit_reached: [403, 'The plan allows no more API keys'],
  webhook_limit_reached: [403, 'The plan allows no more webhooks'],
  not_found: [404, 'There is nothing here'],
  mailbox_not_found: [404, 'There is no such mailbox'],
  mailbox_expired: [404, 'The mailbox has expired'],
  mailbox_deleted: [404, 'The mailbox was deleted'],
  message_not_found: [404, 'There is no such message'],
  attachment_not_found: [404, 'There is no such attachment'],
  no_attachments: [404, 'The message has no attachments'],
  no_preview: [404, 'Nothing of the attachment can be shown'],
  api_key_not_found: [404, 'There is no such API key'],
  webhook_not_found: [404, 'There is no such webhook'],
  webhook_delivery_not_found: [404, 'There is no such attempt in the log of this webhook'],
  method_not_allowed: [405, 'The method is not allowed here'],
  request_timeout: [408, 'The request took too long to arrive'],
  address_taken: [409, 'The address is not available'],
  email_taken: [409, 'The address has an account already'],
  webhook_disabled: [409, 'The webhook is switched off'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body must be application/json'],
  invalid_request: [422, 'The request has invalid fields'],
  weak_password: [422, 'The password is too easy to guess'],
  wrong_password: [422, 'The current password is not right'],
  invalid_ttl: [422, 'ttl_minutes must be a whole number of at least 1'],
  invalid_local_part: [422, 'The local part is not valid'],
  reserved_local_part: [422, 'The local part is reserved'],
  unknown_domain: [422, 'The domain is not one of ours'],
  invalid_webhook_url: [422, 'The URL cannot receive webhooks'],
  invalid_idempotency_key: [422, 'The Idempotency-Key is not usable'],
  idempotency_key_reused: [422, 'The Idempotency-Key was used with other parameters'],
  rate_limited: [429, 'Too many requests'],
  headers_too_large: [431, 'The header fields are too large'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'The service is not available right now'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ErrorCode = keyof typeof ERRORS

export type FieldError = { path: string; message: string }

type Details = {
  /** Shown to the caller: never a secret, never somebody else's data. */
  detail?: string
  errors?: FieldError[]
  /** Further public members of the answer, for example `ended_at` or `limit`. */
  extra?: Record<string, unknown>
  /** Further header fields of an HTTP answer, for example `retry-after`. */
  headers?: Record<string, string>
  /** For the log only. */
  cause?: unknown
}

/** A refusal with a stable code. The code decides status and title; the cause stays private. */
export class AppError extends Error {
  readonly detail: string | undefined
  readonly errors: FieldError[] | undefined
  readonly extra: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    readonly code: ErrorCode,
    { detail, errors, extra, headers, cause }: Details = {},
  ) {
    super(detail ?? ERRORS[code][1], { cause })
    this.name = 'AppError'
    this.detail = detail
    this.errors = errors
    this.extra = extra ?? {}
    this.headers = headers ?? {}
  }

  get status(): number {
    return ERRORS[this.code][0]
  }

  get title(): string {
    return ERRORS[this.code][1]
  }
}

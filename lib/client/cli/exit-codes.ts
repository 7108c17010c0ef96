/** What scripts decide by; `mayfly --help` tells them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, timeout: 3, gone: 4, interrupted: 130 } as const

export class UsageError extends Error {}

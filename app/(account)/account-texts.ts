/** The texts that every page of an account needs in the browser. */
export const ACCOUNT_TEXTS = ['words', 'site', 'account'] as const

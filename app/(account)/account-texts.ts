/** The texts that every page of an account needs in the browser. */
export const ACCOUNT_TEXTS = ['errors', 'words', 'site', 'account'] as const

/** What callers send about accounts. */
import { z } from 'zod'
import { Text } from '@/lib/validate'

const Password = Text(1_000)
const Email = z.email('is not an e-mail address').max(254, 'may have 254 characters')

export const SignUpInput = z.object({ email: Email, password: Password })

/** What cannot belong to an account is not looked for. */
export const SignInInput = z.object({ email: Text(300), password: Password })

/** What an outside provider says of somebody. A name that cannot be kept is none. */
export const LinkedProfile = z.object({
  provider: Text(50),
  providerAccountId: Text(255).min(1),
  email: Email,
  name: Text(200)
    .nullish()
    .catch(null)
    .transform((name) => name ?? null),
})
export type LinkedProfile = z.infer<typeof LinkedProfile>

export const ChangePasswordInput = z.object({ current_password: Password, password: Password })

export const DeleteAccountInput = z.object({ current_password: Password.optional() })

export const CreateApiKeyInput = z.object({
  name: z.string({ error: 'must be a string' }).trim().min(1, 'must not be empty').pipe(Text(100)),
  expires_at: z.iso
    .datetime({ offset: true, error: 'must be an RFC 3339 time' })
    .transform((time) => new Date(time))
    .refine((time) => time.getTime() > Date.now(), 'must lie in the future')
    .nullish(),
  read_only: z.boolean({ error: 'must be true or false' }).default(false),
})

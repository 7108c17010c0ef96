/** What callers send about accounts. */
import { z } from 'zod'
import { Text } from '@/lib/validate'

const Password = Text(1_000)

export const SignUpInput = z.object({
  email: z.email('is not an e-mail address').max(254, 'may have 254 characters'),
  password: Password,
})

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

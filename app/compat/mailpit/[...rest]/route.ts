import { mailpit } from '@/lib/http/compat/mailpit'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = mailpit

import { mailtm } from '@/lib/http/compat/mailtm'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = mailtm

/** Accounts and their API keys. */
import { ChangePasswordInput, CreateApiKeyInput, DeleteAccountInput, SignUpInput } from '@/lib/accounts/input'
import { ApiKeyBody, CreatedApiKeyBody, MeBody, UserBody } from '@/lib/accounts/schema'
import { pageOf } from '@/lib/validate'
import { endpoint } from '../endpoint'
import { API_KEY, PLAN, USER } from './examples'

export const createUser = endpoint({
  method: 'POST',
  path: '/users',
  tag: 'Accounts',
  summary: 'Sign up',
  description: 'Makes an account with a password. Sign in on the site to make API keys with it.',
  body: SignUpInput,
  answers: { 201: { description: 'The account.', schema: UserBody, example: USER } },
  refusals: ['weak_password', 'email_taken'],
  example: { body: { email: USER.email, password: 'correct horse battery' } },
})

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  tag: 'Accounts',
  summary: 'Who am I, and what may I do?',
  description:
    "The caller's kind, plan with all limits, and what of them is used. Nobody is told what an anonymous caller may do.",
  answers: {
    200: {
      description: 'The caller.',
      schema: MeBody,
      example: { kind: 'anonymous', plan: PLAN, usage: { active_mailboxes: 1, api_keys: 0, webhooks: 0 }, user: null },
    },
  },
  refusals: [],
})

export const changePassword = endpoint({
  method: 'PATCH',
  path: '/me',
  tag: 'Accounts',
  summary: 'Change the password',
  description: 'Every other sign-in session of the account ends.',
  signedIn: true,
  body: ChangePasswordInput,
  answers: { 204: { description: 'It is changed.' } },
  refusals: ['wrong_password', 'weak_password'],
  example: { body: { current_password: 'correct horse battery', password: 'another staple entirely' } },
})

export const deleteUser = endpoint({
  method: 'DELETE',
  path: '/me',
  tag: 'Accounts',
  summary: 'Delete the account',
  description:
    'Its mailboxes end at this instant, its keys and sessions with it. An account with a password must give it.',
  signedIn: true,
  body: DeleteAccountInput,
  answers: { 204: { description: 'It is gone.' } },
  refusals: ['wrong_password'],
  example: { body: { current_password: 'correct horse battery' } },
})

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api-keys',
  tag: 'Accounts',
  summary: 'List API keys',
  description: 'All of them on one page, newest first; what they are stays untold.',
  signedIn: true,
  answers: {
    200: { description: 'The keys.', schema: pageOf(ApiKeyBody), example: { items: [API_KEY], next_cursor: null } },
  },
  refusals: [],
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api-keys',
  tag: 'Accounts',
  summary: 'Make an API key',
  description: 'The key is told once, in this answer.',
  signedIn: true,
  body: CreateApiKeyInput,
  answers: {
    201: {
      description: 'The key.',
      schema: CreatedApiKeyBody,
      example: { ...API_KEY, key: 'mf_k3Vq9x…' },
    },
  },
  refusals: ['api_key_limit_reached'],
  example: { body: { name: 'CI', read_only: false } },
})

export const deleteApiKey = endpoint({
  method: 'DELETE',
  path: '/api-keys/{id}',
  tag: 'Accounts',
  summary: 'Revoke an API key',
  description: 'It opens nothing from this instant.',
  signedIn: true,
  answers: { 204: { description: 'It is revoked.' } },
  refusals: ['api_key_not_found'],
})

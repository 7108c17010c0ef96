import { REFUSALS } from './replies'

/**
 * What may follow the address of MAIL FROM: the parameters of the extensions that EHLO names, and AUTH= (RFC 4954, 5), which
 * relays pass on whether it is named or not, and which asks for nothing.
 */
const KNOWN = new Set(['SIZE', 'BODY', 'SMTPUTF8', 'AUTH'])

/** The refusal of parameters that nothing here understands (RFC 5321, 4.1.1.11); null where there are none. */
export function findParameterFault(parameters: object | false | undefined) {
  if (!parameters || Object.keys(parameters).every((name) => KNOWN.has(name))) return null
  const [code, enhanced, words] = REFUSALS.bad_parameters
  return { code, message: `${enhanced} ${words}`, enhancedCode: null }
}

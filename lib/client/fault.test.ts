/** Every sentence that servers file about a webhook or a message has words in each language. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { english, spanish } from '@/lib/intl/testing/texts'
import { toFault } from './fault'

const SAID = [
  {
    texts: 'webhooks.faults',
    files: ['lib/webhooks/send.ts'],
    sentence: /(?<=return |[?:] )'(the [^']+)'|`((?:the|no) [^`]+)`/g,
    atLeast: 8,
  },
  {
    texts: 'messages.faults',
    files: ['lib/messages/parse.ts', 'lib/messages/mime/structure.ts', 'server/parse/parser.ts'],
    sentence: /(?:(?:cut|faults)\.add|lose)\('([^']+)'\)/g,
    atLeast: 12,
  },
]

test.each(SAID)('all that is said is known to $texts, and nothing else', ({ texts, files, sentence, atLeast }) => {
  const sentences = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(sentence)].map(([, plain, template]) =>
      (plain ?? template ?? '').replace(/\(\$\{[^}]+\}\)/g, '(X)').replace(/\$\{[^}]+\}/g, '7'),
    ),
  )
  const said = [...new Set(sentences.map((one) => `${texts}.${toFault(one).name}`))].sort()
  expect(said.length).toBeGreaterThanOrEqual(atLeast)
  for (const known of [english, spanish]) {
    expect([...known.keys()].filter((key) => key.startsWith(`${texts}.`)).sort()).toEqual(said)
  }
})

test('takes the figure or the code out of a sentence', () => {
  expect(toFault('no answer within 0.2 s')).toEqual({ name: 'no_answer_within_s', detail: '0.2' })
  expect(toFault('the connection failed (EPROTO)')).toEqual({ name: 'the_connection_failed', detail: 'EPROTO' })
  expect(toFault('the connection failed')).toEqual({ name: 'the_connection_failed', detail: '' })
})

import { CodeBlock } from './code-block'
import { Prose } from './prose'

/** From nothing to a code, three ways. */
export function QuickStart({ baseUrl }: { baseUrl: string }) {
  return (
    <section id="quick-start" aria-labelledby="quick-start-name" className="flex scroll-mt-6 flex-col gap-4">
      <h2 id="quick-start-name" className="text-xl font-semibold tracking-tight">
        Quick start
      </h2>
      <Prose
        className="max-w-prose text-soft text-pretty"
        text="Make an inbox, send it a mail, wait for the code. The answer to the first call carries a `session_token`: send it as a bearer token with all later ones. With an account, an API key takes its place."
      />
      <CodeBlock title="curl" text={toCurl(baseUrl)} />
      <CodeBlock title="TypeScript" text={toTypeScript(baseUrl)} />
      <CodeBlock title="Command line" text={toCommands(baseUrl)} />
      <ul className="flex max-w-prose list-disc flex-col gap-1.5 pl-5 text-sm text-soft marker:text-line">
        <li>
          <Prose text="Give the `cursor` of a wait to the next one as `after_seq`, and an old code cannot come back. The client does." />
        </li>
        <li>
          <Prose text="A wait that timed out says why: `near_misses` names the filter that each other message failed, `refused` the deliveries that were turned away." />
        </li>
        <li>
          <Prose text="What is not yours does not exist: 404, the same answer as for what never was. Refusals are `application/problem+json`; decide by their `code`." />
        </li>
        <li>
          <Prose text="Every answer has `RateLimit` headers; 429 comes with `Retry-After`. An `Idempotency-Key` makes a create safe to repeat." />
        </li>
      </ul>
    </section>
  )
}

const toCurl = (baseUrl: string) => `inbox=$(curl -s -X POST ${baseUrl}/mailboxes)
address=$(echo "$inbox" | sed 's/.*"address":"\\([^"]*\\)".*/\\1/')
token=$(echo "$inbox" | sed 's/.*"session_token":"\\([^"]*\\)".*/\\1/')

curl -s -H "Authorization: Bearer $token" "${baseUrl}/mailboxes/$address/messages/wait?for=otp&timeout=30"`

const toTypeScript = (baseUrl: string) => `import { Mayfly } from 'mayfly'

const mayfly = new Mayfly({ baseUrl: '${new URL(baseUrl).origin}' })
const inbox = await mayfly.createInbox({ ttlMinutes: 10 })
// … sign up with inbox.address …
const code = await inbox.waitForCode({ timeoutMs: 30_000 })`

const toCommands = (baseUrl: string) => `export MAYFLY_URL=${new URL(baseUrl).origin}
npx mayfly new
npx mayfly wait --for otp --timeout 30`

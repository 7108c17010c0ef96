export const HELP = `mayfly: throw-away inboxes for scripts

  mayfly new                     make an inbox and print its address
      --ttl MINUTES  --name LOCAL-PART  --domain DOMAIN
  mayfly wait                    wait for the next message and print it
      --for otp|link|message     print only the code or the link (default: message)
      --timeout SECONDS          default: 30
      --from TEXT  --subject TEXT  --q WORDS
  mayfly messages                list what is in the inbox
  mayfly read [ID]               print a message; the newest one without ID
  mayfly watch [--all]           print what happens, live; with --all from the first message on
  mayfly list                    list your inboxes
  mayfly rm [ADDRESS]            end an inbox now
  mayfly me                      print who you are, your plan, and your namespace
  mayfly mcp                     serve an AI agent over standard input and output (MCP)

Everywhere:
  --url URL       where Mayfly is (MAYFLY_URL; default: http://localhost:3000)
  --token TOKEN   an API key or a session token (MAYFLY_TOKEN; default: the one of the first "new")
  --inbox ADDRESS which inbox (MAYFLY_INBOX; default: the one of the last "new"); with an API key also one in your
                  namespace that no mail has made yet
  --json          print JSON, one value on a line

What "new" made is remembered in $XDG_STATE_HOME/mayfly/state.json (MAYFLY_STATE names another file), and so is the last
message that "wait" returned: the next "wait" looks only at later ones, so an old code cannot come back.

Exit codes: 0 done or matched, 1 failed, 2 wrong usage, 3 nothing matched in time, 4 no such inbox or message, or ended,
130 interrupted (0 for watch, which nothing else ends)`

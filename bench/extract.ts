/** Precision and recall of codes and links over the labelled mails: in all, and by file, kind and language. */
import {
  addScore,
  emptyScore,
  kindOf,
  precisionOf,
  recallOf,
  type Score,
  scoreMail,
  type Tally,
} from '@/lib/messages/fixtures/extraction-score'
import { type LabelledMail, listLabelledMails, toRaw } from '@/lib/messages/fixtures/labelled-mails'
import { parseMessage } from '@/lib/messages/parse'
import { writeResult } from './lib/report'

const GROUPS: Record<string, (mail: LabelledMail) => string> = {
  file: ({ file }) => file,
  kind: kindOf,
  language: ({ language }) => language,
}

const mails = listLabelledMails()
const all = emptyScore()
const groups = new Map<string, Score & { mails: number }>()
let parsingMs = 0
for (const mail of mails) {
  const raw = toRaw(mail)
  const start = performance.now()
  const parsed = await parseMessage(raw)
  parsingMs += performance.now() - start
  const score = scoreMail(mail, parsed)
  addScore(all, score)
  for (const [by, nameOf] of Object.entries(GROUPS)) {
    const key = `${by} ${nameOf(mail)}`
    const group = groups.get(key) ?? { ...emptyScore(), mails: 0 }
    groups.set(key, group)
    addScore(group, score)
    group.mails++
  }
}

console.log(`${'precision/recall'.padEnd(20)} mails   codes        otp          link`)
printRow('all', { ...all, mails: mails.length })
for (const [key, group] of [...groups].sort(([a], [b]) => a.localeCompare(b))) printRow(key, group)
console.log(`\n${(parsingMs / mails.length).toFixed(2)} ms a mail, parsing included`)
for (const fault of all.faults) console.log(`- ${fault}`)
writeResult('extract', {
  mails: mails.length,
  msPerMail: parsingMs / mails.length,
  all: toFigures(all),
  groups: Object.fromEntries([...groups].map(([key, group]) => [key, { mails: group.mails, ...toFigures(group) }])),
  faults: all.faults,
})

function printRow(name: string, { mails, codes, otp, link }: Score & { mails: number }): void {
  console.log([name.padEnd(20), String(mails).padStart(5), ...[codes, otp, link].map(toCell)].join('  '))
}

function toCell(tally: Tally): string {
  return [precisionOf(tally), recallOf(tally)]
    .map((value) => (value === null ? '-' : value.toFixed(3)).padEnd(5))
    .join('/')
}

function toFigures(score: Score) {
  const aspects = ['codes', 'otp', 'link'] as const
  return Object.fromEntries(
    aspects.map((aspect) => {
      const tally = score[aspect]
      return [aspect, { ...tally, precision: precisionOf(tally), recall: recallOf(tally) }]
    }),
  )
}

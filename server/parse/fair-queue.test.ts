import { expect, test } from 'vitest'
import { createFairQueue } from './fair-queue'
import { createLedger } from './ledger'
import type { Job } from './parser'

type Named = Job & { name: string }

function setUp() {
  const clock = { ms: 1_000 }
  const ledger = createLedger(() => clock.ms)
  const queue = createFairQueue(ledger)
  const push = (name: string, mailbox: string, client: string, bytes = 10) => {
    const job: Named = {
      name,
      raw: Buffer.alloc(bytes),
      accounts: [mailbox, client],
      resolve() {},
      reject() {},
      giveUp() {},
    }
    queue.push(job)
  }
  const take = (maxJobs = 1, maySlow = true) =>
    queue.take({ maxJobs, maxBytes: 100, maySlow }).jobs.map((job) => ('name' in job ? job.name : ''))
  return { clock, ledger, queue, push, take }
}

test('mailboxes that took the same take turns, however much waits for one of them', () => {
  const { push, take } = setUp()
  for (let i = 0; i < 200; i++) push(`a${i}`, 'A', 'one address')
  for (let i = 0; i < 2; i++) push(`b${i}`, 'B', 'one address')
  expect(take(5)).toEqual(['a0', 'b0', 'a1', 'b1', 'a2'])
})

test('a mailbox that took much goes behind one that took little, also for what it had queued before', () => {
  const { ledger, push, take } = setUp()
  for (let i = 0; i < 200; i++) push(`a${i}`, 'A', 'one address')
  expect(take(2)).toEqual(['a0', 'a1'])
  for (const name of ['A', 'one address']) ledger.charge(name, 100)
  for (let i = 0; i < 3; i++) push(`b${i}`, 'B', 'one address')
  expect(take(4)).toEqual(['b0', 'b1', 'b2', 'a2'])
})

test('twenty thousand messages, of one mailbox or of as many, come out once each and in good time', () => {
  for (const mailboxes of [1, 20_000]) {
    const { ledger, push, queue } = setUp()
    for (let i = 0; i < 20_000; i++) push(`${i}`, `m${i % mailboxes}`, 'x')
    const taken = new Set<Job>()
    while (queue.length > 0) {
      for (const job of queue.take({ maxJobs: 16, maxBytes: 1_000, maySlow: true }).jobs) {
        taken.add(job)
        for (const name of job.accounts) ledger.charge(name, 0.3)
      }
    }
    expect(taken.size).toBe(20_000)
  }
}, 10_000)

test('a client that floods many mailboxes pays for all of them together', () => {
  const { ledger, push, take } = setUp()
  for (let i = 0; i < 50; i++) push(`a${i}`, `mailbox ${i}`, 'flooder')
  push('b', 'B', 'other')
  expect(take()).toEqual(['a0'])
  for (const name of ['mailbox 0', 'flooder']) ledger.charge(name, 100)
  expect(take()).toEqual(['b'])
})

test('the last in rank gets every eighth turn, and in the end everything was taken once', () => {
  const { ledger, push, take, queue } = setUp()
  ledger.charge('A', 5_000)
  push('a', 'A', 'x')
  for (let i = 0; i < 20; i++) push(`b${i}`, 'B', 'x')
  const order = Array.from({ length: 21 }, () => take()[0])
  expect(order.indexOf('a')).toBe(7)
  expect(new Set(order).size).toBe(21)
  expect([queue.length, take()]).toEqual([0, []])
})

test('a mailbox that was slow comes alone, and not to the seat that is kept for others', () => {
  const { clock, ledger, push, take, queue } = setUp()
  for (const name of ['A', 'x']) ledger.charge(name, 2_000)
  for (let i = 0; i < 3; i++) push(`a${i}`, 'A', 'x')
  expect(take(16, false)).toEqual([])
  expect(take(16)).toEqual(['a0'])
  push('b', 'B', 'x')
  expect(take(16, false)).toEqual(['b'])
  clock.ms += 60_000
  expect(take(16)).toEqual(['a1'])
  expect(take(16)).toEqual(['a2'])
  expect(queue.length).toBe(0)
})

test('what was given back comes first again, in its order, and bytes bound a batch', () => {
  const { push, take, queue } = setUp()
  for (let i = 0; i < 6; i++) push(`a${i}`, 'A', 'x', 40)
  const { jobs } = queue.take({ maxJobs: 9, maxBytes: 100, maySlow: true })
  expect(jobs).toHaveLength(2)
  queue.giveBack(jobs)
  expect(take(2)).toEqual(['a0', 'a1'])
  expect(queue.clear()).toHaveLength(4)
  expect(queue.length).toBe(0)
})

test('an account is forgiven by halves and forgotten when there are too many', () => {
  const { clock, ledger } = setUp()
  ledger.charge('A', 1_000)
  clock.ms += 10_000
  expect(ledger.spentMs('A')).toBeCloseTo(500)
  for (let i = 0; i < 20_000; i++) ledger.charge(`m${i}`, 1)
  expect(ledger.spentMs('A')).toBe(0)
  expect(ledger.spentMs('m10000')).toBeGreaterThan(0)
})

import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { toCanonicalAddress, toLocalPart } from './address'

/** Every character beyond ASCII that becomes an ASCII letter in lower case, upper case or compatibility form. */
const LOOKALIKES = Array.from({ length: 0x10000 - 0x80 }, (_, i) => String.fromCharCode(i + 0x80)).filter((character) =>
  [character.toLowerCase(), character.toUpperCase(), character.normalize('NFKC')].some((form) =>
    /^[A-Za-z]$/.test(form),
  ),
)

test('no character beyond ASCII folds into the local part of another mailbox', () => {
  expect(LOOKALIKES).toContain('\u212a')
  for (const letter of LOOKALIKES) {
    expect(() => toLocalPart(`bo${letter}`)).toThrow(AppError)
    expect(toCanonicalAddress(`BO${letter}+tag@mayfly.localhost`)).toBe(`bo${letter}@mayfly.localhost`)
  }
})

test('ASCII letters fold, tags go, and what is no address is null', () => {
  expect(toLocalPart('Local.Part-9_x')).toBe('local.part-9_x')
  expect(toCanonicalAddress('Local.Part+tag+more@Mayfly.Localhost')).toBe('local.part@mayfly.localhost')
  expect(['', '@', 'a@', '@b', '+tag@b', 'no-at', `${'a'.repeat(320)}@b`].map(toCanonicalAddress)).toEqual(
    Array.from({ length: 7 }, () => null),
  )
})

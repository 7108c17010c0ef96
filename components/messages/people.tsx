import { useTranslations } from 'next-intl'
import type { AddressBody } from '@/lib/messages/schema'

/** Whom a message names, one after the other. */
export function People({ people }: { people: AddressBody[] }) {
  const t = useTranslations('messages')
  if (people.length === 0) return t('nobody')
  return people.map((person, index) => (
    <span key={`${person.address}${index.toString()}`}>
      {index > 0 && ', '}
      <Person person={person} />
    </span>
  ))
}

export function Person({ person, isSender = false }: { person: AddressBody; isSender?: boolean }) {
  if (!person.name) return <Address of={person.address} />
  return (
    <>
      <bdi className={isSender ? 'font-medium' : undefined}>{person.name}</bdi>{' '}
      <Address of={person.address} className="text-soft" />
    </>
  )
}

/** Where it does not fit, it breaks before the @ first. */
function Address({ of, className }: { of: string; className?: string }) {
  const at = Math.max(0, of.lastIndexOf('@'))
  return (
    <bdi className={className}>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </bdi>
  )
}

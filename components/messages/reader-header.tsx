'use client'

import { ArrowLeft, Trash2, X } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { fileSize, fullTime } from '@/lib/client/format'
import type { AddressBody, MessageBody } from '@/lib/messages/schema'
import { AuthenticationBadge } from './authentication-badge'

type Props = {
  message: MessageBody
  /** Takes the focus when the message opens. */
  titleRef: RefObject<HTMLHeadingElement | null>
  onClose(): void
  onDelete?: () => void
}

/** Subject, people and time; delete and close. */
export function ReaderHeader({ message, titleRef, onClose, onDelete }: Props) {
  return (
    <header className="flex shrink-0 flex-col gap-2 p-3 sm:p-5 sm:pb-4">
      <div className="flex items-start gap-1">
        <Button look="quiet" shape="icon" className="-ml-1 lg:hidden" onClick={onClose} aria-label="Back to the inbox">
          <ArrowLeft aria-hidden className="size-5" />
        </Button>
        <h2
          ref={titleRef}
          tabIndex={-1}
          className="min-w-0 flex-1 py-1.5 text-xl leading-snug font-semibold wrap-anywhere outline-none"
        >
          {message.subject || '(no subject)'}
        </h2>
        {onDelete && (
          <Button look="quiet" shape="icon" onClick={onDelete} aria-label="Delete message">
            <Trash2 aria-hidden className="size-4.5" />
          </Button>
        )}
        <Button look="quiet" shape="icon" className="max-lg:hidden" onClick={onClose} aria-label="Close message">
          <X aria-hidden className="size-4.5" />
        </Button>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-1 text-sm lg:px-0">
        <dt className="text-soft">From</dt>
        <dd className="wrap-anywhere">
          {message.from ? <Person person={message.from} isSender /> : 'nobody named'}
          <AuthenticationBadge found={message.authentication} />
        </dd>
        <dt className="text-soft">To</dt>
        <dd className="wrap-anywhere">
          <People people={message.to} />
        </dd>
        {message.cc.length > 0 && (
          <>
            <dt className="text-soft">Cc</dt>
            <dd className="wrap-anywhere">
              <People people={message.cc} />
            </dd>
          </>
        )}
        <dt className="text-soft">At</dt>
        <dd className="tabular-nums">
          <time dateTime={message.received_at}>{fullTime(message.received_at)}</time>
          <span className="text-soft"> · {fileSize(message.size)}</span>
        </dd>
      </dl>
      {message.parse_error && (
        <p role="note" className="rounded-control bg-warn-wash px-3 py-2 text-sm text-warn">
          This message could not be read in full ({message.parse_error}). Its source is complete.
        </p>
      )}
    </header>
  )
}

function People({ people }: { people: AddressBody[] }) {
  if (people.length === 0) return 'nobody named'
  return people.map((person, index) => (
    <span key={`${person.address}${index.toString()}`}>
      {index > 0 && ', '}
      <Person person={person} />
    </span>
  ))
}

function Person({ person, isSender = false }: { person: AddressBody; isSender?: boolean }) {
  if (!person.name) return person.address
  return (
    <>
      <span className={isSender ? 'font-medium' : undefined}>{person.name}</span>{' '}
      <span className="text-soft">{person.address}</span>
    </>
  )
}

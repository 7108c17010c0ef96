'use client'

import { ArrowLeft, ChevronDown, ChevronUp, Trash2, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { toFault } from '@/lib/client/fault'
import { useFormat } from '@/lib/client/format'
import { hasText } from '@/lib/client/has-text'
import type { MessageBody } from '@/lib/messages/schema'
import { AuthenticationBadge } from './authentication-badge'
import { People, Person } from './people'

type Props = {
  message: MessageBody
  /** Takes the focus when the message opens. */
  titleRef: RefObject<HTMLHeadingElement | null>
  moves: { close(): void; step(by: 1 | -1): void; hasNext(by: 1 | -1): boolean }
  onDelete?: () => void
}

/** Subject, people and time; delete and close. */
export function ReaderHeader({ message, titleRef, moves, onDelete }: Props) {
  const t = useTranslations('messages')
  const { fileSize, fullTime } = useFormat()
  const faultWords = (faults: string) =>
    faults
      .split(', ')
      .map((fault) => {
        const key = `faults.${toFault(fault).name}`
        return hasText<'faults.timed_out'>(t, key) ? t(key) : fault
      })
      .join(', ')
  return (
    <header className="flex shrink-0 flex-col gap-2 p-3 sm:p-5 sm:pb-4">
      {/* On phones the buttons have a row of their own, so that the subject has the whole width. */}
      <div className="flex items-start gap-1 max-sm:flex-wrap">
        <Button
          look="quiet"
          shape="icon"
          className="-ml-1 lg:hidden print:hidden"
          onClick={moves.close}
          aria-label={t('back')}
        >
          <ArrowLeft aria-hidden className="size-5" />
        </Button>
        <h2
          ref={titleRef}
          tabIndex={-1}
          dir="auto"
          className="min-w-0 flex-1 py-1.5 text-xl leading-snug font-semibold wrap-anywhere outline-none max-sm:order-last max-sm:basis-full max-sm:px-1"
        >
          {message.subject || t('noSubjectInBrackets')}
        </h2>
        <div className="flex shrink-0 max-sm:-mr-1 max-sm:ml-auto print:hidden">
          <Step label={t('newer')} hint={t('newerHint')} isPossible={moves.hasNext(-1)} onStep={() => moves.step(-1)}>
            <ChevronUp aria-hidden className="size-5" />
          </Step>
          <Step label={t('olderOne')} hint={t('olderHint')} isPossible={moves.hasNext(1)} onStep={() => moves.step(1)}>
            <ChevronDown aria-hidden className="size-5" />
          </Step>
          {onDelete && (
            <Button look="quiet" shape="icon" onClick={onDelete} aria-label={t('delete')} title={t('deleteHint')}>
              <Trash2 aria-hidden className="size-4.5" />
            </Button>
          )}
          <Button
            look="quiet"
            shape="icon"
            className="max-lg:hidden"
            onClick={moves.close}
            aria-label={t('close')}
            title={t('closeHint')}
          >
            <X aria-hidden className="size-4.5" />
          </Button>
        </div>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-1 text-sm lg:px-0">
        <dt className="text-soft">{t('from')}</dt>
        <dd className="wrap-anywhere">
          {message.from ? <Person person={message.from} isSender /> : t('nobody')}
          <AuthenticationBadge found={message.authentication} />
        </dd>
        <dt className="text-soft">{t('to')}</dt>
        <dd className="wrap-anywhere">
          <People people={message.to} />
        </dd>
        {message.cc.length > 0 && (
          <>
            <dt className="text-soft">{t('cc')}</dt>
            <dd className="wrap-anywhere">
              <People people={message.cc} />
            </dd>
          </>
        )}
        <dt className="text-soft">{t('at')}</dt>
        <dd className="tabular-nums">
          <time dateTime={message.received_at}>{fullTime(message.received_at)}</time>
          <span className="text-soft"> · {fileSize(message.size)}</span>
        </dd>
      </dl>
      {message.parse_error && (
        <p role="note" className="rounded-control bg-warn-wash px-3 py-2 text-sm text-warn">
          {t('parseError', { reason: faultWords(message.parse_error) })}
        </p>
      )}
    </header>
  )
}

type StepProps = { label: string; hint: string; isPossible: boolean; onStep(): void; children: ReactNode }

function Step({ label, hint, isPossible, onStep, children }: StepProps) {
  return (
    <Button look="quiet" shape="icon" onClick={onStep} disabled={!isPossible} aria-label={label} title={hint}>
      {children}
    </Button>
  )
}

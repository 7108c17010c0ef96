'use client'

import { useTranslations } from 'next-intl'
import { Dialog, DialogDone } from '@/components/ui/dialog'
import { Key } from '@/components/ui/key'
import type { Command } from '@/lib/client/commands'
import { GROUPS } from './groups'

/** Every key that does something on this page, as it is right now. */
export function KeysSheet({ commands, onClose }: { commands: Command[]; onClose(): void }) {
  const t = useTranslations('commands')
  return (
    <Dialog title={t('keysTitle')} onClose={onClose}>
      {(close) => (
        <>
          {GROUPS.map((group) => {
            const found = commands.filter((command) => command.group === group && command.key)
            if (found.length === 0) return null
            return (
              <section key={group} aria-label={t(`groups.${group}`)} className="mt-4">
                <h3 className="text-sm font-medium text-soft">{t(`groups.${group}`)}</h3>
                <dl className="mt-1 divide-y divide-line">
                  {found.map(({ id, words, key }) => (
                    <div key={id} className="flex flex-row-reverse items-center justify-between gap-4 py-1.5 text-sm">
                      <dt>
                        <Key name={key ?? ''} />
                      </dt>
                      <dd>{words}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          })}
          <DialogDone close={close} />
        </>
      )}
    </Dialog>
  )
}

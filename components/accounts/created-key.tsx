'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { CopyLine } from '@/components/ui/copy-line'
import type { CreatedApiKey } from '@/lib/client/accounts'

/** The only time a key is seen. */
export function CreatedKey({ created, origin, onDone }: { created: CreatedApiKey; origin: string; onDone(): void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const example = `curl ${created.read_only ? '' : '-X POST '}-H "Authorization: Bearer $MAYFLY_API_KEY" ${origin}/api/v1/mailboxes`
  return (
    <section aria-labelledby="created-key" className="rounded-panel border border-accent bg-accent-wash p-5 sm:p-6">
      <h2 id="created-key" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        “{created.name}” is ready
      </h2>
      <p className="mt-1 text-sm">Copy it now. It is shown this once; we keep only a hash of it.</p>
      <CopyLine text={created.key} what="Key" />
      <p className="mt-5 text-sm">
        With the key in <code className="font-mono">MAYFLY_API_KEY</code>,{' '}
        {created.read_only ? 'list your inboxes:' : 'make an inbox:'}
      </p>
      <CopyLine text={example} what="Command" />
      <div className="mt-5 flex justify-end">
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </section>
  )
}

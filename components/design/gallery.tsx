'use client'

import { useState } from 'react'
import { SiteFrame } from '@/components/mailboxes/site-frame'
import { Announcer } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyLine } from '@/components/ui/copy-line'
import { DialogHost, showDialog } from '@/components/ui/dialog-host'
import { Disclosure } from '@/components/ui/disclosure'
import { Key } from '@/components/ui/key'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { Ring } from '@/components/ui/ring'
import { Tabs } from '@/components/ui/tabs'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { Toaster, toast } from '@/components/ui/toast'
import { Buttons, Fields } from './controls'
import { Tokens } from './tokens'

/** All of components/ui on one page. */
export function Gallery() {
  return (
    <SiteFrame tools={<ThemeToggle />}>
      <h1 className="text-xl font-semibold">Design</h1>
      <Panel title="Colour and type">
        <Tokens />
      </Panel>
      <Buttons />
      <Fields />
      <Panel title="Time and keys">
        <div className="flex flex-wrap items-center gap-4">
          {[1, 0.6, 0.2, 0.02, 0].map((share) => (
            <Ring key={share} share={share} className={`size-10 ${share < 0.1 ? 'text-warn' : 'text-accent'}`} />
          ))}
          <Key name="c" />
          <Key name="Mod+k" />
          <Key name="Escape" />
        </div>
      </Panel>
      <Panel title="Panes">
        <div className="flex flex-col gap-4">
          <Panes />
        </div>
      </Panel>
      <Panel title="Over the page">
        <Overlays />
      </Panel>
      <DialogHost />
      <Announcer />
      <Toaster />
    </SiteFrame>
  )
}

function Panes() {
  const [tab, setTab] = useState('one')
  return (
    <>
      <Tabs
        label="Views"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'one', label: 'One', panel: <p className="p-4">The first.</p> },
          { id: 'two', label: 'Two', panel: <p className="p-4">The second.</p> },
        ]}
      />
      <Disclosure title="More, on demand">Here it is.</Disclosure>
      <div className="rounded-panel border border-line bg-surface">
        <Disclosure title="More, inside of a panel" isInner isOpenAtFirst>
          Here it is.
        </Disclosure>
      </div>
      <CopyLine text="mf_4Zk1n9QhT2" what="key" />
      <Panel title="Something that ends" tone="danger" about="It cannot be taken back.">
        Words.
      </Panel>
      <Notice title="A calm full stop">What happened, and the way on.</Notice>
      <div aria-hidden className="h-14 animate-breathe rounded-control bg-sunken" />
    </>
  )
}

const askBeforeTheEnd = () =>
  showDialog(async () => (close) => (
    <ConfirmDialog title="Delete it?" confirm="Delete" onConfirm={() => toast('Deleted.')} onClose={close}>
      Nothing can be brought back.
    </ConfirmDialog>
  ))

function Overlays() {
  const acts: [label: string, run: () => void][] = [
    ['Toast', () => toast('Saved.')],
    ['Fault', () => toast('That did not work.', 'danger')],
    ['Toast with a way on', () => toast('It ends soon.', 'plain', { label: 'Extend', run() {} })],
    ['Dialog', () => void askBeforeTheEnd()],
  ]
  return (
    <div className="flex flex-wrap gap-2">
      {acts.map(([label, run]) => (
        <Button key={label} onClick={run}>
          {label}
        </Button>
      ))}
    </div>
  )
}

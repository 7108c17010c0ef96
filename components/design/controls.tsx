'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Field, FormFault, Select } from '@/components/ui/field'
import { Panel } from '@/components/ui/panel'
import { PasswordField } from '@/components/ui/password-field'
import { Switch } from '@/components/ui/switch'

const LOOKS = ['primary', 'plain', 'quiet', 'danger'] as const

export function Buttons() {
  return (
    <Panel title="Buttons">
      <ul className="flex flex-col gap-3">
        {LOOKS.map((look) => (
          <li key={look} className="flex flex-wrap items-center gap-3">
            <Button look={look} shape="large">
              Large
            </Button>
            <Button look={look}>Text</Button>
            <Button look={look} shape="small">
              Small
            </Button>
            <Button look={look} shape="icon" aria-label="Delete">
              <Trash2 aria-hidden className="size-4" />
            </Button>
            <CopyButton look={look} text="482913" what="code">
              Copy
            </CopyButton>
            <Button look={look} disabled>
              Not now
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function Fields() {
  const [isOn, setOn] = useState(true)
  return (
    <Panel title="Fields">
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field label="Name" name="name" hint="Leave it empty for a random one." placeholder="river" />
        <Field label="Name at fault" name="fault" defaultValue="a b" error="Letters, digits, dots and dashes only." />
        <Select label="Domain" name="domain">
          <option>mayfly.localhost</option>
        </Select>
        <PasswordField label="Password" name="password" />
        <Switch label="Sound" hint="Two soft notes when mail arrives." isOn={isOn} onChange={setOn} />
        <Switch label="Not possible here" isOn={false} onChange={setOn} isDisabled />
        <FormFault>The form as a whole is at fault.</FormFault>
      </div>
    </Panel>
  )
}

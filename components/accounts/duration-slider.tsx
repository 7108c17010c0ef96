'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useFormat } from '@/lib/client/format'
import type { PlanBody } from '@/lib/mailboxes/schema'

/** Close together where minutes count, far apart where days do. */
const STOPS = [5, 10, 15, 30, 45, 60, 90, 120, 180, 360, 720, 1_440, 2_880, 4_320, 7_200, 10_080, 20_160, 43_200]

type Props = { plan: PlanBody; minutes: number; onChange(minutes: number): void }

/** How long an inbox lasts, up to what the plan allows. */
export function DurationSlider({ plan, minutes, onChange }: Props) {
  const t = useTranslations('newInbox')
  const { duration, planName } = useFormat()
  const id = useId()
  const stops = [...STOPS.filter((stop) => stop < plan.max_ttl_minutes), plan.max_ttl_minutes]
  const at = Math.max(
    0,
    stops.findLastIndex((stop) => stop <= minutes),
  )
  const chosen = stops[at] ?? plan.max_ttl_minutes
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-sm font-medium">
          {t('lasts')}
        </label>
        <output htmlFor={id} className="font-medium tabular-nums">
          {duration(chosen)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        step={1}
        value={at}
        onChange={(event) => onChange(stops[event.target.valueAsNumber] ?? chosen)}
        aria-valuetext={duration(chosen)}
        aria-describedby={`${id}-ceiling`}
        className="h-6 w-full cursor-pointer accent-accent"
      />
      <p id={`${id}-ceiling`} className="flex justify-between gap-4 text-sm text-soft">
        <span aria-hidden className="whitespace-nowrap">
          {duration(stops[0] ?? chosen)}
        </span>
        <span>{t('upTo', { time: duration(plan.max_ttl_minutes), plan: planName(plan.id) })}</span>
      </p>
    </div>
  )
}

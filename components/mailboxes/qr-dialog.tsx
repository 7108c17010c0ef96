'use client'

import { useTranslations } from 'next-intl'
import { encode } from 'uqr'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'

/** White all around: scanners need it, four modules by ISO/IEC 18004. */
const QUIET_MODULES = 4

/** The address for the camera of a phone, which then offers to write to it. Dark on white in both themes. */
export function QrDialog({ address, onClose }: { address: string; onClose(): void }) {
  const t = useTranslations('inbox')
  const ui = useTranslations('ui')
  const { data, size } = encode(`mailto:${address}`, { ecc: 'M', border: QUIET_MODULES })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <Dialog title={t('qrTitle')} onClose={onClose}>
      {(close) => (
        <div className="mt-4 flex flex-col items-center gap-4">
          <svg
            viewBox={`0 0 ${size} ${size}`}
            role="img"
            aria-label={t('qrOf', { address })}
            shapeRendering="crispEdges"
            className="w-full max-w-64 rounded-control bg-white"
          >
            <path d={squares.join('')} fill="#111412" />
          </svg>
          <p className="text-center font-mono text-sm wrap-anywhere">{address}</p>
          <div className="flex gap-2">
            <CopyButton text={address} what="address">
              {t('copyPlain')}
            </CopyButton>
            <Button look="primary" onClick={close}>
              {ui('done')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

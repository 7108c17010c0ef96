const RADIUS = 16
const LENGTH = 2 * Math.PI * RADIUS

/** A ring that is `share` full (0 to 1, more counts as 1), for the eye only. */
export function Ring({ share, className }: { share: number; className?: string }) {
  const full = Math.min(1, Math.max(0, share))
  return (
    <svg viewBox="0 0 40 40" className={className} aria-hidden="true" fill="none" strokeWidth="4">
      <circle cx="20" cy="20" r={RADIUS} stroke="var(--line)" />
      <circle
        cx="20"
        cy="20"
        r={RADIUS}
        stroke="currentColor"
        strokeLinecap="round"
        strokeDasharray={LENGTH.toFixed(2)}
        strokeDashoffset={(LENGTH * (1 - full)).toFixed(2)}
        transform="rotate(-90 20 20)"
        className="transition-[stroke-dashoffset] duration-1000 ease-linear"
      />
    </svg>
  )
}

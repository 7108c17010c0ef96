/** Tags that texts of every language may use. */
import type { ReactNode } from 'react'

/** For screen readers only: what the eye knows from the place. */
export const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>

export const strong = (text: ReactNode) => <strong className="font-semibold">{text}</strong>

export const code = (text: ReactNode) => <code className="font-mono">{text}</code>

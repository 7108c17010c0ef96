/** Every component in every state, to be looked at. Pages named like this one exist in development only (next.config.ts). */
import { Gallery } from '@/components/design/gallery'

export default function DesignPage() {
  return <Gallery />
}

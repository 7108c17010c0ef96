/** Messages by HTTP are held in memory whole: so many at once, the others wait in line. */
import { createGate } from '@/lib/events/gate'

const AT_ONCE = 8

export const inTurn = createGate(AT_ONCE)

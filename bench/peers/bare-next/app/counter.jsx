'use client'

import { useEffect, useState } from 'react'

/** The least that needs the client: it says when its script runs. */
export function Counter() {
  const [count, setCount] = useState(0)
  useEffect(() => setCount(1), [])
  return <h1>{count === 0 ? 'bare' : 'bare@next'}</h1>
}

/** Lets a bounded number of tasks run at once; the others wait in line. */
export function createGate(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = []
  let inside = 0

  return async (task) => {
    if (inside >= width) await new Promise<void>((enter) => line.push(enter))
    else inside++
    try {
      return await task()
    } finally {
      const next = line.shift()
      if (next) next()
      else inside--
    }
  }
}

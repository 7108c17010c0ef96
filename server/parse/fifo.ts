/** First in, first out, in constant time however long: an array that is shifted moves all the rest. */

export type Fifo<T> = {
  readonly length: number
  first(): T | undefined
  push(item: T): void
  unshift(item: T): void
  shift(): T | undefined
  toArray(): T[]
}

/** How many places at the front may stand empty. */
const MAX_GAP = 512

export function createFifo<T>(): Fifo<T> {
  const items: (T | undefined)[] = []
  let head = 0

  return {
    get length() {
      return items.length - head
    },
    first: () => items[head],
    push: (item) => void items.push(item),
    unshift(item) {
      if (head === 0) items.unshift(item)
      else items[--head] = item
    },
    shift() {
      if (head === items.length) return undefined
      const item = items[head]
      items[head++] = undefined
      if (head === items.length || (head > MAX_GAP && head * 2 > items.length)) {
        items.splice(0, head)
        head = 0
      }
      return item
    },
    toArray: () => items.slice(head).flatMap((item) => item ?? []),
  }
}

/** Whether there is a text for what somebody else sent: what every object has, like `constructor`, is none. */
export function hasText<Key extends string>(t: { has(key: Key): boolean }, key: string): key is Key {
  const last = key.slice(key.lastIndexOf('.') + 1)
  return !(last in Object.prototype) && t.has(key as Key)
}

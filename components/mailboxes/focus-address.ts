/** The heading of the page takes the focus where that would be lost: what had it is gone with what it stood in. */
export function focusAddress(): void {
  if (document.activeElement !== document.body) return
  document.querySelector('h1')?.focus({ preventScroll: true })
}

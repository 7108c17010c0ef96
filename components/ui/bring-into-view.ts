/** Scrolls the row that an element stands in sideways until it is in the middle; the page itself stays where it is. */
export function bringIntoView(element: HTMLElement | null): void {
  const row = element?.parentElement
  if (row) row.scrollLeft = element.offsetLeft - (row.clientWidth - element.clientWidth) / 2
}

/**
 * Moves the focus with the arrow keys between a list's buttons, which have a `data-value`.
 *
 * @returns the value at which the key was pressed; nothing where it was on none, together with a key of the browser's, or moved the focus
 */
export function rove(e: KeyboardEvent, list: HTMLElement | undefined): string | undefined {
  if (e.altKey || e.ctrlKey || e.metaKey || !(e.target instanceof HTMLElement)) return undefined;
  const value = e.target.dataset['value'];
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (value === undefined || step === undefined) return value;
  const buttons = [...(list?.querySelectorAll<HTMLElement>('[data-value]') ?? [])];
  buttons[buttons.indexOf(e.target) + step]?.focus();
  e.preventDefault();
  return undefined;
}

/** The one value of a list whose button is a tab stop: that which had the focus last, or else the first. */
export const stopOf = (values: readonly string[], last: string | undefined): string | undefined =>
  last !== undefined && values.includes(last) ? last : values[0];

/** The value of the button that has got the focus. */
export const focused = (e: FocusEvent): string | undefined =>
  e.target instanceof HTMLElement ? e.target.dataset['value'] : undefined;

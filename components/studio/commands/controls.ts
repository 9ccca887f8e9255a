/**
 * Commands that do what a control on the page does find it by its `data-command`, so that there is one way to do it: what can't be
 * pressed can't be commanded either.
 */

export function controlOf(id: string): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(`[data-command="${id}"]`) ?? undefined
}

export function hasControl(id: string): boolean {
  return controlOf(id) !== undefined
}

export function pressControl(id: string): void {
  reveal(id)?.click()
}

/** The control itself, or within a group the one that is chosen. */
export function focusControl(id: string): void {
  const control = reveal(id)
  if (!control) return
  const inside = ['input:checked', 'input:not(:disabled)', '[tabindex="0"]', 'button:not([tabindex])']
    .map((selector) => control.querySelector<HTMLElement>(selector))
    .find((element) => element !== null)
  const target = control.matches('button, input, [tabindex="0"]') ? control : inside
  // A field reached by a command shows that it is: the ring is for keyboards, and a key it was.
  target?.focus({ focusVisible: true })
  target?.scrollIntoView({ block: 'nearest' })
}

/** On a phone the settings are folded away. */
function reveal(id: string): HTMLElement | undefined {
  const control = controlOf(id)
  const fold = control?.closest('[id]:not([popover])')?.id
  if (control && !control.checkVisibility() && fold) {
    document.querySelector<HTMLElement>(`[aria-controls="${fold}"][aria-expanded="false"]`)?.click()
  }
  return control
}

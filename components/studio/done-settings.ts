/** How a person wants to hear that a take is done. Kept in this browser alone. */
export interface DoneSettings {
  /** Only with the browser's own permission. */
  notify: boolean
  sound: boolean
}

const KEY = 'seedreel-when-done'

export function readDoneSettings(): DoneSettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const wants = (name: string) => Reflect.get(Object(kept), name) === true
    return { notify: wants('notify'), sound: wants('sound') }
  } catch {
    return { notify: false, sound: false }
  }
}

export function keepDoneSettings(settings: DoneSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }
}

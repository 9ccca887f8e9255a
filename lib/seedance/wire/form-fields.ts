/**
 * Undoes the bracket spelling of the openai client's multipart bodies (contract.md §2.1): `images[]`, `metadata[a]`,
 * `input_reference[image_url]`, and lists of objects as `content[][type]`, `content[][text]` … where an item ends when
 * a key of it is seen again. Text parts that hold JSON become its value. Files stay files.
 */

type Tree = { [key: string]: unknown }

/** Deeper or longer than this is nobody's form. */
const MAX_DEPTH = 8
const MAX_INDEX = 199

export function readFormFields(entries: Iterable<readonly [string, string | File]>): Record<string, unknown> {
  const fields: Tree = {}
  for (const [name, value] of entries) {
    const path = splitName(name)
    insert(fields, path, readPart(path, value))
  }
  return fields
}

/** `a[b][][c]` → a, b, '', c. A name that is no such path stands for itself. */
function splitName(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  const head = match?.[1]
  if (head === undefined) return [name]
  const tail = [...(match?.[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '')
  const path = [head, ...tail]
  return path.length > MAX_DEPTH || path.includes('__proto__') ? [`[${name}]`] : path
}

/** Words of people stay as they are, also where they begin with a bracket, as the mention `[Image 1]` does. */
const WORDS = new Set(['prompt', 'text', 'name'])

function readPart(path: readonly string[], value: string | File): unknown {
  if (typeof value !== 'string' || WORDS.has(path.at(-1) ?? '') || !/^\s*[[{]/.test(value)) return value
  try {
    const parsed: unknown = JSON.parse(value)
    return parsed
  } catch {
    return value
  }
}

function insert(target: Tree, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path
  const next = rest[0]
  if (next === undefined) {
    // The same plain name twice is a list.
    const previous = target[key]
    target[key] =
      previous === undefined ? value : [...(Array.isArray(previous) ? previous : [previous]), value]
  } else if (next === '' || isIndex(next)) {
    const previous = target[key]
    const list: unknown[] = Array.isArray(previous) ? previous : previous === undefined ? [] : [previous]
    target[key] = list
    insertInList(list, next, rest.slice(1), value)
  } else {
    const inner = target[key]
    const branch: Tree = isTree(inner) ? inner : {}
    target[key] = branch
    insert(branch, rest, value)
  }
}

function insertInList(list: unknown[], position: string, rest: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    list.push(value)
    return
  }
  const candidate = position === '' ? list.at(-1) : list[Number(position)]
  if (isTree(candidate) && (position !== '' || !isTaken(candidate, rest))) {
    insert(candidate, rest, value)
    return
  }
  const item: Tree = {}
  insert(item, rest, value)
  if (position === '') list.push(item)
  else list[Number(position)] = item
}

/** Whether an item already has a value at a path, so that this one begins the next item. A list inside only grows. */
function isTaken(item: Tree, path: readonly string[]): boolean {
  let inner: unknown = item
  for (const key of path) {
    if (key === '') return false
    if (!isTree(inner)) return true
    if (inner[key] === undefined) return false
    inner = inner[key]
  }
  return true
}

function isIndex(segment: string): boolean {
  return /^\d{1,3}$/.test(segment) && Number(segment) <= MAX_INDEX
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob)
}

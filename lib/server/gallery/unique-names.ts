import 'server-only'

/** Gives each name once: `harbour`, `harbour (2)`, … Names that differ only in case are the same: to most file systems they are. */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>()
  const numbers = new Map<string, number>()
  return (name) => {
    const key = name.toLowerCase()
    let number = numbers.get(key) ?? 1
    let unique = name
    while (taken.has(unique.toLowerCase())) {
      number += 1
      unique = `${name} (${number})`
    }
    numbers.set(key, number)
    taken.add(unique.toLowerCase())
    return unique
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'

/** Every form in which a secret may stand somewhere: as it is, escaped, encoded, and inside of somebody's base64. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  // In base64 a text looks one of three ways, depending on what stands before it; its ends are mixed with the neighbours.
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(shift === 0 ? 0 : shift + 1, -1)
  })
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    bytes.toString('hex'),
    [...secret].toReversed().join(''),
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  return [...new Set(forms)]
}

/** Where one of the secrets stands, by the place's name; `places` are bytes or text by name. */
export function findTraces(
  secrets: Readonly<Record<string, string>>,
  places: Iterable<readonly [string, Uint8Array | string]>,
): string[] {
  const needles = Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).map((form) => ({ name, form: Buffer.from(form) })),
  )
  const traces: string[] = []
  for (const [place, content] of places) {
    const bytes = Buffer.from(content)
    for (const { name, form } of needles) {
      const index = bytes.indexOf(form)
      if (index >= 0)
        traces.push(
          `${name} in ${place}: …${bytes.subarray(Math.max(0, index - 60), index + 80).toString()}…`,
        )
    }
  }
  return traces
}

/** All files below a directory, with their names from there. */
export function* filesBelow(directory: string, isLeftOut = /^$/): Generator<[string, Buffer]> {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !isLeftOut.test(relative(directory, path)))
      yield [relative(directory, path), readFileSync(path)]
  }
}

/** Every row as text: long ones lie in pieces in the file. */
export function* rowsOf(databasePath: string): Generator<[string, string]> {
  const database = new Database(databasePath, { readonly: true })
  try {
    const tables = database
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
      .all()
    for (const { name } of tables) {
      for (const row of database.prepare<[], Record<string, unknown>>(`select * from "${name}"`).all())
        yield [`table ${name}`, Object.values(row).map(String).join('\n')]
    }
  } finally {
    database.close()
  }
}

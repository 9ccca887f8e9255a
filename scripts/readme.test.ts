import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FAULTS } from '#lib/server/sandbox/faults.ts'

const root = join(import.meta.dirname, '..')
const [readme, example, env] = await Promise.all(
  ['README.md', '.env.example', 'lib/server/env.ts'].map((file) => readFile(join(root, file), 'utf8')),
)

/** The first cell of every row of a table. */
const cells = [...(readme ?? '').matchAll(/^\| (\S+) +\|/gm)].map(([, cell]) => cell)

test.each(FAULTS)('the README says what #$name does', ({ name, sentence }) => {
  expect(cells).toContainEqual(expect.stringMatching(new RegExp(`^\`#${name}[:A-Z]*\`$`)))
  expect(readme).toContain(sentence)
})

const SETTINGS = [...(env ?? '').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)]
  .map(([, name]) => name ?? '')
  .filter((name) => name !== 'NODE_ENV')

test('the settings are found in the schema', () => {
  expect(SETTINGS).toContain('SEEDANCE_API_KEY')
  expect(SETTINGS.length).toBeGreaterThan(12)
})

test.each(SETTINGS)('%s stands in the README and in .env.example', (name) => {
  expect(cells).toContain(`\`${name}\``)
  expect(example).toContain(`# ${name}=`)
})

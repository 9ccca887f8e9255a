import 'server-only'
import { type Expression, type SqlBool, sql, type Transaction } from 'kysely'
import type { Database } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import type { SearchQuestion, SearchTerm } from './search-words.ts'

/**
 * The words of the gallery's entries: FTS5 on SQLite, a GIN index over a tsvector on PostgreSQL. Words come ready cut from search-words.ts on
 * both sides, so the same question finds the same entries. They hold letters, marks and digits only; nothing of them can end a quote.
 */
export async function writeWords(
  transaction: Transaction<Tables>,
  dialect: Database['dialect'],
  entries: readonly { entry: number; words: readonly string[] }[],
): Promise<void> {
  if (entries.length === 0) return
  if (dialect === 'sqlite') {
    for (const { entry, words } of entries)
      await sql`insert or replace into gallery_words (rowid, words) values (${entry}, ${words.join(' ')})`.execute(
        transaction,
      )
    return
  }
  const rows = entries.map(
    ({ entry, words }) => sql`(${entry}::bigint, array_to_tsvector(${[...words]}::text[]))`,
  )
  await sql`insert into gallery_words (entry, words) values ${sql.join(rows)}
    on conflict (entry) do update set words = excluded.words`.execute(transaction)
}

/** Of entries that are gone. PostgreSQL has let them go with the entries. */
export async function removeWords(
  transaction: Transaction<Tables>,
  dialect: Database['dialect'],
  entries: readonly number[],
): Promise<void> {
  if (dialect === 'postgres') return
  for (const entry of entries)
    await sql`delete from gallery_words where rowid = ${entry}`.execute(transaction)
}

/** Conditions on `gallery_entries.entry`; all of them must hold. None for a question that asks nothing. */
export function matches(
  dialect: Database['dialect'],
  { wanted, unwanted }: SearchQuestion,
): Expression<SqlBool>[] {
  const found = FOUND[dialect]
  return [
    ...(wanted.length > 0 ? [sql<SqlBool>`entry in (${found([wanted])})`] : []),
    ...(unwanted.length > 0 ? [sql<SqlBool>`entry not in (${found(unwanted)})`] : []),
  ]
}

/** Entries that have all the terms of one of the groups. */
const FOUND = {
  sqlite: (groups: readonly (readonly SearchTerm[])[]) => {
    const asked = inWriting(groups, ({ word, isPrefix }) => `"${word}"${isPrefix ? '*' : ''}`, ['AND', 'OR'])
    return sql`select rowid from gallery_words where gallery_words match ${asked}`
  },
  postgres: (groups: readonly (readonly SearchTerm[])[]) => {
    const asked = inWriting(groups, ({ word, isPrefix }) => `'${word}'${isPrefix ? ':*' : ''}`, ['&', '|'])
    return sql`select entry from gallery_words where words @@ ${asked}::tsquery`
  },
}

function inWriting(
  groups: readonly (readonly SearchTerm[])[],
  write: (term: SearchTerm) => string,
  [and, or]: readonly [string, string],
): string {
  return groups.map((terms) => `(${terms.map(write).join(` ${and} `)})`).join(` ${or} `)
}

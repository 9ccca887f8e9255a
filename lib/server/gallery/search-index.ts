import 'server-only'
import { type Expression, type SqlBool, sql, type Transaction } from 'kysely'
import type { Database } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import type { SearchTerm } from './search-words.ts'

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

/** Conditions on `gallery_entries.entry`; all of them must hold. None for no terms. */
export function matches(dialect: Database['dialect'], terms: readonly SearchTerm[]): Expression<SqlBool>[] {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded)
  const unwanted = terms.filter(({ isExcluded }) => isExcluded)
  const found = FOUND[dialect]
  return [
    ...(wanted.length > 0 ? [sql<SqlBool>`entry in (${found(wanted, 'all')})`] : []),
    ...(unwanted.length > 0 ? [sql<SqlBool>`entry not in (${found(unwanted, 'any')})`] : []),
  ]
}

const FOUND = {
  sqlite: (terms: readonly SearchTerm[], how: 'all' | 'any') => {
    const asked = terms.map(({ word, isPrefix }) => `"${word}"${isPrefix ? '*' : ''}`)
    const question = asked.join(how === 'all' ? ' AND ' : ' OR ')
    return sql`select rowid from gallery_words where gallery_words match ${question}`
  },
  postgres: (terms: readonly SearchTerm[], how: 'all' | 'any') => {
    const asked = terms.map(({ word, isPrefix }) => `'${word}'${isPrefix ? ':*' : ''}`)
    const question = asked.join(how === 'all' ? ' & ' : ' | ')
    return sql`select entry from gallery_words where words @@ ${question}::tsquery`
  },
}

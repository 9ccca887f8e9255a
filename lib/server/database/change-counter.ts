import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from './database.ts'
import type { Tables } from './tables.ts'

/**
 * The next change number, for a transaction that changes something people see. The counter's row stays locked until that transaction
 * ends, so numbers appear in the order of commits: a reader that has seen n will never be shown a number below n later.
 *
 * Take it before touching any other row, in every transaction: one order of locks, no deadlock. A transaction that then finds nothing to
 * change leaves a gap, which nobody notices.
 */
export async function nextChange(transaction: Transaction<Tables>): Promise<number> {
  const { value } = await transaction
    .updateTable('change_counter')
    .set((expression) => ({ value: expression('value', '+', 1) }))
    .where('id', '=', 1)
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

/** The number of the last committed change. */
export async function currentChange(executor: Executor): Promise<number> {
  const { value } = await executor
    .selectFrom('change_counter')
    .select('value')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return value
}

import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { currentChange, nextChange } from './change-counter.ts'

describeEachDatabase('database', (open) => {
  test('migrating again changes nothing, from two processes at once', async () => {
    const database = await open()
    await Promise.all([database.migrate(), database.migrate()])
    expect(await currentChange(database.db)).toBe(0)
  })

  test('a failed transaction leaves no trace', async () => {
    const database = await open()
    const work = database.transaction(async (transaction) => {
      await nextChange(transaction)
      await transaction.insertInto('teams').values({ id: 'team_a', name: 'A', created_at: 1 }).execute()
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(await database.db.selectFrom('teams').selectAll().execute()).toEqual([])
    expect(await currentChange(database.db)).toBe(0)
  })

  test('a reference to a row that is not there is refused', async () => {
    const database = await open()
    const row = { id: 'prj_a', team_id: 'team_gone', name: 'A', created_at: 1, updated_at: 1 }
    await expect(database.db.insertInto('projects').values(row).execute()).rejects.toThrow(/foreign key/i)
  })

  test('times of 13 digits come back as numbers', async () => {
    const database = await open()
    const at = 1_790_000_000_123
    await database.db.insertInto('teams').values({ id: 'team_a', name: 'A', created_at: at }).execute()
    const team = await database.db.selectFrom('teams').selectAll().executeTakeFirstOrThrow()
    expect(team.created_at).toBe(at)
  })

  test('change numbers are handed out once each under concurrency', async () => {
    const database = await open()
    const numbers = await Promise.all(Array.from({ length: 40 }, () => database.transaction(nextChange)))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  })

  test('a later change waits for an earlier one to commit, so no reader can see it first', async () => {
    const database = await open()
    const order: string[] = []
    const gate = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const first = database.transaction(async (transaction) => {
      await nextChange(transaction)
      begun.resolve()
      await gate.promise
      order.push('first')
    })
    await begun.promise
    const second = database.transaction(async (transaction) => {
      await nextChange(transaction)
      order.push('second')
    })
    gate.resolve()
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second'])
  })
})

import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { createPresetSchema, MAX_PRESETS, type CreatePresetInput } from '#lib/api/presets.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER } from '#lib/server/testing/media-rooms.ts'
import { ensureFirstTeam } from '#lib/server/teams/team-store.ts'
import { createPreset, readPresets, removePreset, updatePreset } from './presets.ts'

const NIGHT: CreatePresetInput = {
  kind: 'settings',
  name: 'Night',
  content: { model: 'doubao-seedance-2-0-260128', settings: { duration: 5, seed: 0 }, takes: 4 },
}
const template = (name: string, text = 'A {subject} in the rain'): CreatePresetInput => ({
  kind: 'template',
  name,
  content: { text },
})

describeEachDatabase('presets', (open) => {
  async function openServices() {
    const database = await open()
    await ensureFirstTeam(database, 1)
    await database.db
      .insertInto('teams')
      .values({ id: 'team_other', name: 'Others', created_at: 1 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    let now = 1_790_000_000_000
    return { database, clock: () => (now += 1000) }
  }
  const others: MemberPrincipal = { ...MEMBER, teamId: 'team_other' }

  test('are kept by name, and are the team’s alone', async () => {
    const services = await openServices()
    const night = await createPreset(services, MEMBER, NIGHT)
    const rain = await createPreset(services, MEMBER, template('Rain'))
    expect(night).toMatchObject(NIGHT)
    expect(await readPresets(services, MEMBER)).toEqual({ presets: [night, rain] })
    expect(await readPresets(services, others)).toEqual({ presets: [] })
    await expect(removePreset(services, others, night.id)).rejects.toMatchObject({ status: 404 })
    await expect(updatePreset(services, others, night.id, { name: 'Mine' })).rejects.toMatchObject({
      status: 404,
    })
    await removePreset(services, MEMBER, night.id)
    expect(await readPresets(services, MEMBER)).toEqual({ presets: [rain] })
    await expect(removePreset(services, MEMBER, night.id)).rejects.toMatchObject({ status: 404 })
  })

  test('a name is taken once in a team and kind, whatever its case', async () => {
    const services = await openServices()
    const night = await createPreset(services, MEMBER, NIGHT)
    const clash = {
      status: 409,
      said: { en: expect.stringContaining('“Night”'), zh: expect.stringContaining('“Night”') },
    }
    await expect(createPreset(services, MEMBER, { ...NIGHT, name: 'NIGHT' })).rejects.toMatchObject(clash)
    await createPreset(services, others, NIGHT)
    await createPreset(services, MEMBER, template('night'))
    const day = await createPreset(services, MEMBER, { ...NIGHT, name: 'Day' })
    await expect(updatePreset(services, MEMBER, day.id, { name: 'niGHt' })).rejects.toMatchObject(clash)
    // Its own name in another spelling is no clash.
    expect(await updatePreset(services, MEMBER, night.id, { name: 'NIGHT' })).toMatchObject({
      name: 'NIGHT',
      content: NIGHT.content,
    })
  })

  test('two presses at the same moment give one', async () => {
    const services = await openServices()
    const presses = await Promise.allSettled([1, 2].map(() => createPreset(services, MEMBER, NIGHT)))
    expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await readPresets(services, MEMBER)).presets).toHaveLength(1)
  })

  test('content may change, its kind may not', async () => {
    const services = await openServices()
    const { id } = await createPreset(services, MEMBER, template('Rain'))
    expect(await updatePreset(services, MEMBER, id, { content: { text: 'Sun' } })).toMatchObject({
      name: 'Rain',
      content: { text: 'Sun' },
    })
    await expect(updatePreset(services, MEMBER, id, { content: NIGHT.content })).rejects.toMatchObject({
      status: 400,
    })
  })

  test('there is an end to them', async () => {
    const services = await openServices()
    const { id, team_id, ...row } = await anyRow(services)
    await services.database.db
      .insertInto('presets')
      .values(
        Array.from({ length: MAX_PRESETS - 1 }, (_, index) => ({
          ...row,
          id: `${id}_${index}`,
          team_id,
          name_key: `night ${index}`,
        })),
      )
      .execute()
    await expect(createPreset(services, MEMBER, { ...NIGHT, name: 'One more' })).rejects.toMatchObject({
      status: 409,
      problems: [{ code: 'too_many' }],
    })
    await createPreset(services, MEMBER, template('Of the other kind'))
  })

  async function anyRow(services: Awaited<ReturnType<typeof openServices>>) {
    await createPreset(services, MEMBER, NIGHT)
    return services.database.db.selectFrom('presets').selectAll().executeTakeFirstOrThrow()
  }
})

test.each([
  ['a name of blanks', { ...NIGHT, name: '   ' }, 'name'],
  ['two lines', { ...NIGHT, name: 'a\nb' }, 'name'],
  ['an endless name', { ...NIGHT, name: 'x'.repeat(81) }, 'name'],
  ['another kind', { ...NIGHT, kind: 'look' }, 'kind'],
  ['content of the other kind', { ...NIGHT, content: { text: 'x' } }, 'content.text'],
  [
    'a setting nobody knows',
    { ...NIGHT, content: { ...NIGHT.content, settings: { mood: 1 } } },
    'content.settings.mood',
  ],
  ['no takes', { ...NIGHT, content: { ...NIGHT.content, takes: 0 } }, 'content.takes'],
  ['an empty template', template('x', ''), 'content.text'],
])('%s is refused at its field', (_, input, field) => {
  expect(() => parseInput(createPresetSchema, input, 'body')).toThrow(
    expect.objectContaining({ problems: expect.arrayContaining([expect.objectContaining({ field })]) }),
  )
})

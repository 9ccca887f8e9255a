import { expect, test } from 'vitest'
import type { Language } from '#lib/language/language.ts'
import type { Sight } from '#lib/access/principal.ts'
import { createCommentSchema, type CreateCommentInput } from '#lib/api/review.ts'
import { readGallery } from '#lib/server/gallery/read-gallery.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { readNotices, readThem, countNotices } from '#lib/server/notifications/read-notifications.ts'
import { FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, openWorld, RECIPE } from '#lib/server/testing/generation-world.ts'
import { createComment, editComment, reactToComment, removeComment, resolveComment } from './comments.ts'
import type { Member } from './people.ts'
import { type Reader, readReview } from './read-review.ts'
import { askForVerdict, giveVerdict } from './verdicts.ts'

const ANA: Member = { id: 'user_ana', name: 'Ana', role: 'reviewer', email: 'ana@studio.test' }
const OUTSIDER: Member = { id: 'user_out', name: 'Out', role: 'viewer', email: 'out@studio.test' }
const OWNER: Member = { id: MEMBER.userId, name: MEMBER.name, role: 'owner', email: 'owner@studio.test' }

describeEachDatabase('review', (open) => {
  async function house() {
    const database = await open()
    const world = await openWorld(database)
    const services = {
      database,
      // No two things at one moment, so that they have an order.
      clock: () => {
        world.advance(1)
        return world.now()
      },
      people: async () => [ANA, OUTSIDER, OWNER],
      env: { mail: undefined },
      spoken: new Map<string, Language>(),
    }
    const [clipId = ''] = await world.press()
    await database.db.insertInto('media').values(mediaRow('med_clip', world.now())).execute()
    await database.db
      .updateTable('generations')
      .set({ clip_media_id: 'med_clip', state: 'succeeded', finished_at: world.now() })
      .where('id', '=', clipId)
      .execute()
    const as = (member: Member, sight: Sight = MEMBER): Reader => ({
      sight,
      author: { kind: 'member', id: member.id, name: member.name },
    })
    const ana = as(ANA)
    const owner = { ...as(OWNER), mayAll: true }
    const guest: Reader = {
      sight: { teamId: FIRST_TEAM_ID, projects: [FIRST_PROJECT_ID] },
      author: { kind: 'guest', id: 'gst_1', name: '<b>Client</b>' },
    }
    const say = (who: Reader, wish: CreateCommentInput) =>
      createComment(services, { ...who, clipId, ...parseInput(createCommentSchema, wish, 'body') })
    const read = async (who: Reader = ana) => {
      const review = await readReview(services, who, clipId)
      if (!review) throw new Error('nothing was read')
      return review
    }
    return { database, world, services, clipId, ana, owner, guest, as, say, read }
  }

  test('a thread at a range of frames, with a drawing, as it was said', async () => {
    const { ana, owner, say, read } = await house()
    const drawing = {
      shapes: [
        {
          tool: 'arrow',
          colour: 'red',
          points: [
            [0, 0.25],
            [1, 1],
          ],
        },
      ],
    } as const
    const text = '<script>alert(1)</script>\n& so on'
    const { id } = await say(ana, {
      text: `  ${text.replace('\n', '\r\n')} `,
      frames: { from: 12, to: 48 },
      drawing: {
        shapes: drawing.shapes.map((shape) => ({
          ...shape,
          points: shape.points.map(([x, y]): [number, number] => [x, y]),
        })),
      },
    })
    await say(owner, { text: 'Right', parentId: id })
    const { comments } = await read()
    expect(comments).toMatchObject([
      {
        id,
        text,
        frames: { from: 12, to: 48 },
        drawing,
        author: { name: 'Ana' },
        canEdit: true,
        canRemove: true,
      },
      { parentId: id, text: 'Right', canEdit: false, canRemove: false },
    ])
    await expect(say(ana, { text: 'On', parentId: comments[1]?.id ?? '' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('frames are those of the clip', async () => {
    const { ana, say } = await house()
    await say(ana, { text: 'The last one', frames: { from: 120, to: 120 } })
    await expect(say(ana, { text: 'One behind it', frames: { from: 120, to: 121 } })).rejects.toMatchObject({
      code: 'unprocessable',
      problems: [{ field: 'frames' }],
    })
  })

  test('nothing changed is told without an answer, and every change moves the number', async () => {
    const { services, clipId, ana, owner, say, read } = await house()
    const versions = [(await read()).version]
    const { id } = await say(ana, { text: 'One' })
    versions.push((await read()).version)
    await reactToComment(services, { ...owner, commentId: id, emoji: '👍', on: true })
    versions.push((await read()).version)
    await resolveComment(services, { ...owner, commentId: id, resolved: true })
    versions.push((await read()).version)
    await giveVerdict(services, { ...ana, clipId, verdict: 'approved' })
    versions.push((await read()).version)
    expect(new Set(versions).size).toBe(5)
    expect(await readReview(services, ana, clipId, versions.at(-1))).toBeUndefined()
    const { comments } = await read(ana)
    expect(comments[0]).toMatchObject({
      reactions: [{ emoji: '👍', names: [MEMBER.name], isMine: false }],
      resolved: { by: MEMBER.name },
    })
  })

  test('own words alone are edited; own are removed, and others’ by who runs the team', async () => {
    const { services, ana, owner, guest, as, say, read } = await house()
    const { id } = await say(ana, { text: 'Mine' })
    await expect(editComment(services, { ...owner, commentId: id, text: 'Yours' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(removeComment(services, { ...guest, commentId: id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    // The same id, as another kind of author.
    const forged: Reader = { ...guest, author: { kind: 'guest', id: ANA.id, name: 'Ana' } }
    await expect(editComment(services, { ...forged, commentId: id, text: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await editComment(services, { ...ana, commentId: id, text: 'Mine, again' })
    await say(as(OUTSIDER), { text: 'An answer', parentId: id })
    await removeComment(services, { ...owner, commentId: id })
    expect((await read()).comments).toMatchObject([
      { id, text: '', isRemoved: true, canEdit: false },
      { text: 'An answer' },
    ])
    await expect(editComment(services, { ...ana, commentId: id, text: 'Back' })).rejects.toMatchObject({
      code: 'not_found',
    })
    const [, answer] = (await read()).comments
    await removeComment(services, { ...owner, commentId: answer?.id ?? '' })
    expect((await read()).comments).toEqual([])
  })

  test('a guest reads no ids of the studio', async () => {
    const { ana, guest, say, read } = await house()
    await say(ana, { text: `Look, <@${MEMBER.userId}>` })
    await say(guest, { text: 'Nice' })
    const review = await read(guest)
    expect(review.comments).toMatchObject([
      { text: `Look, @${MEMBER.name}`, author: { id: '', name: 'Ana' }, canEdit: false },
      { author: { kind: 'guest', id: 'gst_1', name: '<b>Client</b>' }, canEdit: true },
    ])
    expect(review.people).toEqual([])
    expect(JSON.stringify(review)).not.toMatch(/user_|studio\.test/)
  })

  test('out of sight nothing is read, said or decided', async () => {
    const { services, clipId, as, say, ana } = await house()
    const { id } = await say(ana, { text: 'Here' })
    const elsewhere = as(OUTSIDER, { teamId: FIRST_TEAM_ID, projects: ['prj_other'] })
    const stranger = as(OUTSIDER, { teamId: 'team_other', projects: 'all' })
    for (const who of [elsewhere, stranger]) {
      const tries = [
        () => readReview(services, who, clipId),
        () => say(who, { text: 'There' }),
        () => removeComment(services, { ...who, commentId: id, mayAll: true }),
        () => resolveComment(services, { ...who, commentId: id, resolved: true }),
        () => reactToComment(services, { ...who, commentId: id, emoji: '👍', on: true }),
        () => giveVerdict(services, { ...who, clipId, verdict: 'rejected' }),
        () => askForVerdict(services, { ...who, clipId, userIds: [] }),
      ]
      for (const one of tries) await expect(one()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('a take stands where the strictest voice puts it, and asked until all have spoken', async () => {
    const { database, services, clipId, ana, owner, guest, read } = await house()
    const stands = async () => (await read()).standing
    const found = async (verdict: 'asked' | 'approved' | 'changes_requested' | 'rejected' | 'open') =>
      (await readGallery({ database }, MEMBER, { verdict: [verdict] })).cards.map(({ id }) => id)
    expect([await stands(), await found('open')]).toEqual([undefined, [clipId]])
    await askForVerdict(services, { ...owner, clipId, userIds: [ANA.id, OWNER.id] })
    expect([await stands(), await found('asked')]).toEqual(['asked', [clipId]])
    await giveVerdict(services, { ...ana, clipId, verdict: 'approved' })
    expect(await stands()).toBe('asked')
    await giveVerdict(services, { ...owner, clipId, verdict: 'approved' })
    expect([await stands(), await found('approved')]).toEqual(['approved', [clipId]])
    await giveVerdict(services, { ...guest, clipId, verdict: 'changes_requested' })
    expect([await stands(), await found('changes_requested')]).toEqual(['changes_requested', [clipId]])
    await giveVerdict(services, { ...ana, clipId, verdict: 'rejected' })
    expect(await stands()).toBe('rejected')
    await giveVerdict(services, { ...ana, clipId, verdict: null })
    await giveVerdict(services, { ...guest, clipId, verdict: null })
    expect([await stands(), await found('rejected'), await found('approved')]).toEqual(['asked', [], []])
    await expect(
      askForVerdict(services, { ...owner, clipId, userIds: ['user_nobody'] }),
    ).rejects.toMatchObject({ code: 'unprocessable', problems: [{ field: 'userIds' }] })
  })

  test('comments are searched, also once they are changed', async () => {
    const { database, services, ana, clipId, say } = await house()
    const found = async (q: string) =>
      (await readGallery({ database }, MEMBER, { q })).cards.map(({ id }) => id)
    expect(await found('whiskers')).toEqual([])
    const { id } = await say(ana, { text: 'The Whiskers flicker' })
    expect(await found('whiskers')).toEqual([clipId])
    await editComment(services, { ...ana, commentId: id, text: 'The tail flickers' })
    expect([await found('whiskers'), await found('tail')]).toEqual([[], [clipId]])
    await removeComment(services, { ...ana, commentId: id })
    expect(await found('tail')).toEqual([])
  })

  test('who is named, answered or made the take is told once, and never by themselves', async () => {
    const { world, services, clipId, ana, owner, guest, say } = await house()
    const told = async (userId: string) =>
      (await readNotices(services, { ...MEMBER, userId })).notices.map(({ kind, actor, excerpt }) => [
        kind,
        actor,
        excerpt,
      ])
    const { id } = await say(ana, { text: `Too dark, <@${MEMBER.userId}> and <@${ANA.id}>` })
    expect(await told(MEMBER.userId)).toEqual([['mention', 'Ana', `Too dark, @${MEMBER.name} and @Ana`]])
    expect(await told(ANA.id)).toEqual([])
    await say(owner, { text: 'Better?', parentId: id })
    await say(guest, { text: 'I like it' })
    expect(await told(ANA.id)).toEqual([['reply', MEMBER.name, 'Better?']])
    await askForVerdict(services, { ...owner, clipId, userIds: [ANA.id] })
    await giveVerdict(services, { ...ana, clipId, verdict: 'approved' })
    expect((await told(MEMBER.userId)).map(([kind]) => kind)).toEqual([
      'verdict_given',
      'share_activity',
      'mention',
    ])
    expect((await told(ANA.id)).map(([kind]) => kind)).toEqual(['verdict_asked', 'reply'])
    expect(await countNotices(services, MEMBER, 'en')).toEqual({ unread: 3 })
    const hidden = await readNotices(services, { ...MEMBER, projects: ['prj_other'] })
    expect(hidden).toMatchObject({ notices: [], unread: 0 })
    const { notices } = await readNotices(services, MEMBER)
    const { prompt_text: prompt, take } = await world.row(clipId)
    const clip = { id: clipId, prompt, take, projectName: 'First project', mediaId: 'med_clip' }
    expect(notices[2]).toMatchObject({ href: `/clips/${clipId}?comment=${id}`, isRead: false, clip })
    await readThem(services, { ...MEMBER, userId: ANA.id }, 'all')
    expect(await countNotices(services, { ...MEMBER, userId: ANA.id }, 'en')).toEqual({ unread: 0 })
    expect(await countNotices(services, MEMBER, 'en')).toEqual({ unread: 3 })
  })

  test('what is said otherwise is told otherwise, and what is taken back is told no more', async () => {
    const { services, ana, say } = await house()
    const { id } = await say(ana, { text: 'Too dark' })
    await editComment(services, { ...ana, commentId: id, text: `Too bright, <@${MEMBER.userId}>` })
    const told = (await readNotices(services, MEMBER)).notices
    const excerpt = `Too bright, @${MEMBER.name}`
    expect(told).toMatchObject([
      { kind: 'mention', excerpt },
      { kind: 'comment', excerpt },
    ])
    await removeComment(services, { ...ana, commentId: id })
    expect(await readNotices(services, MEMBER)).toMatchObject({ notices: [], unread: 0 })
  })

  test('a comment leads to the take that was made from it, the first of the press', async () => {
    const { world, ana, say, read } = await house()
    const { id } = await say(ana, { text: 'Darker' })
    const [, shotId] = [id, (await world.row((await world.press())[0] ?? '')).shot_id]
    const [first] = await world.press({ commentId: id, shotId, takes: 2, recipe: RECIPE })
    const { comments } = await read()
    expect(comments[0]?.madeInto).toEqual({ clipId: first, take: 2 })
    // One that is gone is no reason to refuse the press.
    await expect(world.press({ commentId: 'cmt_0' })).resolves.toHaveLength(1)
  })
})

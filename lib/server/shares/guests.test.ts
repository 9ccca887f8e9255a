import { expect, test } from 'vitest'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { createCommentSchema, type CreateCommentInput } from '#lib/api/review.ts'
import { createShareSchema, type CreateShareInput, USUAL_SHARE_OPTIONS } from '#lib/api/shares.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { readNotices } from '#lib/server/notifications/read-notifications.ts'
import { createComment } from '#lib/server/review/comments.ts'
import type { Member } from '#lib/server/review/people.ts'
import { readReview } from '#lib/server/review/read-review.ts'
import { speakerOf } from '#lib/server/review/speaker-of.ts'
import { FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { createProject } from '#lib/server/teams/projects.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, openWorld } from '#lib/server/testing/generation-world.ts'
import { signAsGuest, unlockShare } from './guest-door.ts'
import { commentAsGuest, editAsGuest, judgeAsGuest, readSharedReview, removeAsGuest } from './guest-review.ts'
import { readSharedView } from './guest-view.ts'
import { noteVisit } from './note-visit.ts'
import { openLink } from './open-link.ts'
import { createShareAttempts } from './share-attempts.ts'
import { createShareSecrets } from './share-secrets.ts'
import { requireSharedClip } from './shared-clips.ts'
import { changeShare, createShare, readShareActivity, readShares, renewShare, revokeShare } from './shares.ts'

/* What a link is and what its guests do, in rows alone. Addresses, bytes and cookies of browsers are in shares.test.ts. */

const MAKER: Member = { id: 'user_maker', name: 'Mo', role: 'editor', email: 'mo@studio.test' }
const AUTHOR: Member = { id: MEMBER.userId, name: MEMBER.name, role: 'owner', email: 'ada@studio.test' }
const AS_MAKER = { ...MEMBER, userId: MAKER.id, name: MAKER.name }
const DAY_MS = 86_400_000

describeEachDatabase('guests', (open) => {
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
      people: async () => [MAKER, AUTHOR],
      env: { mail: undefined },
      shareSecrets: createShareSecrets('a secret of the tests'),
      shareAttempts: createShareAttempts(() => world.now()),
      origin: 'http://127.0.0.1:3000',
    }
    /** Takes of one shot, all finished. */
    const makeClips = async (takes: number) => {
      const ids = await world.press({ takes })
      for (const id of ids) {
        await database.db
          .insertInto('media')
          .values(mediaRow(`med_${id}`, world.now()))
          .execute()
        const finished = { clip_media_id: `med_${id}`, state: 'succeeded' as const, finished_at: world.now() }
        await database.db.updateTable('generations').set(finished).where('id', '=', id).execute()
      }
      return ids
    }
    const share = async (wish: Partial<CreateShareInput>) => {
      const input = parseInput(
        createShareSchema,
        { kind: 'project', ids: [FIRST_PROJECT_ID], title: 'Spring', ...wish },
        'body',
      )
      const made = await createShare(services, AS_MAKER, input)
      return { id: made.share.id, token: made.path.slice(3) }
    }
    const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const enter = async (token: string, cookie = '') => {
      const headers = new Headers({ cookie, 'x-seedreel-peer': '203.0.113.5' })
      const link = await openLink(services, token, headers)
      const request = new Request('http://127.0.0.1:3000/', { headers })
      return { ...link, request, view: await readSharedView(services, link.guest, link.share) }
    }
    /** Somebody with a name, at the first clip of the link. */
    const come = async (token: string, name: string) => {
      const { share: row, guest } = await enter(token)
      const signed = await enter(token, cookieOf(signAsGuest(services, guest, { share: row, token }, name)))
      return { ...signed, key: signed.view.clips[0]?.key ?? '' }
    }
    const say = (at: Awaited<ReturnType<typeof come>>, wish: CreateCommentInput) =>
      commentAsGuest(services, at, parseInput(createCommentSchema, wish, 'body'))
    const heard = async (at: Awaited<ReturnType<typeof come>>) =>
      ((await readSharedReview(services, at))?.comments ?? []).map(({ text }) => text)
    const keysOf = async (token: string) => (await enter(token)).view.clips.map(({ key }) => key)
    return { database, world, services, makeClips, share, enter, come, say, heard, keysOf, cookieOf }
  }

  test('a project shows what is in it now, a selection what was selected, a shot its takes', async () => {
    const { database, world, services, makeClips, share, keysOf } = await house()
    const [one = '', two = '', three = ''] = await makeClips(3)
    const shotId = (await world.row(one)).shot_id
    const project = await share({})
    const selection = await share({ kind: 'selection', ids: [three, one] })
    const shot = await share({ kind: 'shot', ids: [shotId] })
    const counts = async () =>
      Promise.all([project, selection, shot].map(async ({ token }) => (await keysOf(token)).length))
    expect(await counts()).toEqual([3, 2, 3])
    const [first = ''] = await keysOf(selection.token)
    await makeClips(1)
    expect(await counts()).toEqual([4, 2, 3])
    const set = (id: string, patch: object) =>
      database.db.updateTable('generations').set(patch).where('id', '=', id).execute()
    await set(three, { deleted_at: world.now() })
    expect(await counts()).toEqual([3, 1, 2])
    const { share: row, guest } = await openLink(services, selection.token, new Headers())
    await expect(requireSharedClip(services, guest, row, first)).rejects.toMatchObject({ status: 404 })
    const elsewhere = await createProject(services, MEMBER, { name: 'Elsewhere' })
    await set(one, { project_id: elsewhere.id })
    await set(two, { state: 'running', clip_media_id: null })
    expect(await counts()).toEqual([1, 0, 0])
  })

  test('what can’t be shared is refused: unfinished, binned, of two projects, out of sight', async () => {
    const { database, world, services, makeClips, share } = await house()
    const [one = '', two = ''] = await makeClips(2)
    const [queued = ''] = await world.press()
    await expect(share({ kind: 'clip', ids: [queued] })).rejects.toMatchObject({ code: 'unprocessable' })
    const elsewhere = await createProject(services, MEMBER, { name: 'Elsewhere' })
    const set = (id: string, patch: object) =>
      database.db.updateTable('generations').set(patch).where('id', '=', id).execute()
    await set(two, { project_id: elsewhere.id })
    await expect(share({ kind: 'selection', ids: [one, two] })).rejects.toMatchObject({
      code: 'unprocessable',
    })
    await set(one, { deleted_at: world.now() })
    await expect(share({ kind: 'clip', ids: [one] })).rejects.toMatchObject({ status: 404 })
    const blind = { ...AS_MAKER, role: 'editor' as const, projects: [FIRST_PROJECT_ID] }
    const wish = parseInput(createShareSchema, { kind: 'clip', ids: [two] }, 'body')
    await expect(createShare(services, blind, wish)).rejects.toMatchObject({ status: 404 })
  })

  test('unknown, revoked, ended and renewed links are one answer', async () => {
    const { world, services, share, enter } = await house()
    const [revoked, ended, renewed] = [await share({}), await share({ expiresInDays: 1 }), await share({})]
    const forever = await share({ expiresInDays: null })
    await revokeShare(services, AS_MAKER, revoked.id)
    await expect(changeShare(services, AS_MAKER, revoked.id, { title: 'On' })).rejects.toMatchObject({
      status: 409,
    })
    const { path } = await renewShare(services, AS_MAKER, renewed.id)
    world.advance(DAY_MS)
    for (const token of ['x'.repeat(43), revoked.token, ended.token, renewed.token])
      await expect(enter(token)).rejects.toMatchObject({ code: 'not_found' })
    expect((await enter(path.slice(3))).share.id).toBe(renewed.id)
    world.advance(400 * DAY_MS)
    expect((await enter(forever.token)).share.id).toBe(forever.id)
    const { shares } = await readShares(services, MEMBER)
    const states = new Map(shares.map(({ id, state }) => [id, state]))
    expect([revoked, ended, forever].map(({ id }) => states.get(id))).toEqual(['revoked', 'expired', 'open'])
  })

  test('a link that ended is opened again by a later end', async () => {
    const { world, services, share, enter } = await house()
    const { id, token } = await share({ expiresInDays: 1 })
    world.advance(2 * DAY_MS)
    await expect(enter(token)).rejects.toMatchObject({ code: 'not_found' })
    await changeShare(services, AS_MAKER, id, { expiresInDays: 1 })
    expect((await enter(token)).share.id).toBe(id)
  })

  test('a password that is changed or given to a link asks those who are in', async () => {
    const { services, share, enter, cookieOf } = await house()
    const { id, token } = await share({})
    expect((await enter(token)).isUnlocked).toBe(true)
    await changeShare(services, AS_MAKER, id, { password: 'open sesame' })
    const { share: row, request, isUnlocked } = await enter(token)
    expect(isUnlocked).toBe(false)
    const ask = { share: row, token, request }
    await expect(unlockShare(services, ask, 'wrong')).rejects.toMatchObject({ code: 'wrong_password' })
    const cookie = cookieOf(await unlockShare(services, ask, 'open sesame'))
    expect((await enter(token, cookie)).isUnlocked).toBe(true)
    await changeShare(services, AS_MAKER, id, { password: 'another one' })
    expect((await enter(token, cookie)).isUnlocked).toBe(false)
    await changeShare(services, AS_MAKER, id, { password: null })
    expect((await enter(token)).isUnlocked).toBe(true)
  })

  test('guests read what is said through their link and the answers to it, and all of it only where it shows that', async () => {
    const { services, makeClips, share, come, say, heard } = await house()
    const [clipId = ''] = await makeClips(1)
    const [ours, others] = [await share({}), await share({})]
    const grace = await come(ours.token, 'Grace')
    const mallory = await come(others.token, 'Mallory')
    const inside = await createComment(services, { ...speakerOf(MEMBER), clipId, text: 'Between us' })
    const asked = await say(grace, { text: 'More light' })
    await createComment(services, { ...speakerOf(MEMBER), clipId, text: 'We will', parentId: asked.id })
    await say(mallory, { text: 'Mine' })
    expect(await heard(grace)).toEqual(['More light', 'We will'])
    expect(await heard(mallory)).toEqual(['Mine'])
    for (const parentId of [inside.id, 'cmt_0'])
      await expect(say(grace, { text: 'I heard you', parentId })).rejects.toMatchObject({ status: 404 })
    await expect(say(mallory, { text: 'I heard you', parentId: asked.id })).rejects.toMatchObject({
      status: 404,
    })
    await changeShare(services, AS_MAKER, ours.id, {
      options: { ...USUAL_SHARE_OPTIONS, allComments: true },
    })
    expect(await heard(await come(ours.token, 'Grace'))).toEqual([
      'Between us',
      'More light',
      'We will',
      'Mine',
    ])
    await changeShare(services, AS_MAKER, ours.id, {
      options: { ...USUAL_SHARE_OPTIONS, comments: false, allComments: true },
    })
    expect(await heard(await come(ours.token, 'Grace'))).toEqual([])
  })

  test('own words alone are changed and removed, and nobody of the team is named', async () => {
    const { services, makeClips, share, come, say, heard } = await house()
    const [clipId = ''] = await makeClips(1)
    const { token } = await share({})
    const [grace, other] = [await come(token, 'Grace'), await come(token, 'Grace')]
    const { id } = await say(grace, { text: `<b>Look</b> <@${AUTHOR.id}>` })
    const theirs = await createComment(services, { ...speakerOf(MEMBER), clipId, text: 'Ours', parentId: id })
    for (const commentId of [id, theirs.id]) {
      await expect(editAsGuest(services, other, { commentId, text: 'No' })).rejects.toMatchObject({
        status: 403,
      })
      await expect(removeAsGuest(services, other, commentId)).rejects.toMatchObject({ status: 403 })
    }
    await editAsGuest(services, grace, { commentId: id, text: `<i>Look</i> <@${AUTHOR.id}>` })
    const review = await readReview(services, speakerOf(MEMBER), clipId)
    expect(review?.comments[0]).toMatchObject({ text: `<i>Look</i> < @${AUTHOR.id}>` })
    const { notices } = await readNotices(services, MEMBER)
    expect(notices.map(({ kind }) => kind)).not.toContain('mention')
    await removeAsGuest(services, grace, id)
    expect(await heard(grace)).toEqual(['', 'Ours'])
  })

  test('nothing is said without a name, nor more than sixty times in ten minutes', async () => {
    const { services, makeClips, share, enter, come, say } = await house()
    await makeClips(1)
    const { token } = await share({})
    const nameless = await enter(token)
    await expect(
      say({ ...nameless, key: nameless.view.clips[0]?.key ?? '' }, { text: 'Hi' }),
    ).rejects.toMatchObject({ code: 'unprocessable', problems: [{ field: 'name' }] })
    const grace = await come(token, 'Grace')
    for (let count = 0; count < 60; count += 1)
      services.shareAttempts.take([{ key: `said in ${grace.share.id} from 203.0.113.5`, most: 60 }])
    await expect(say(grace, { text: 'Hi' })).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('the maker and the clip’s author hear of a guest’s comment and verdict; both are counted, the verdict is written down', async () => {
    const { database, services, makeClips, share, come, say } = await house()
    await makeClips(1)
    const { id, token } = await share({ options: { ...USUAL_SHARE_OPTIONS, verdict: true } })
    const grace = await come(token, 'Grace')
    await say(grace, { text: 'More light' })
    await judgeAsGuest(services, grace, 'approved')
    const kinds = async (who: typeof MEMBER) =>
      (await readNotices(services, who)).notices.map(({ kind, actor }) => `${kind} ${actor}`).toSorted()
    const wanted = ['share_activity Grace', 'verdict_given Grace']
    expect(await kinds(AS_MAKER)).toEqual(wanted)
    expect(await kinds(MEMBER)).toEqual(wanted)
    const { shares } = await readShares(services, MEMBER)
    expect(shares[0]?.counts).toEqual({ opened: 0, downloaded: 0, commented: 1, verdict_given: 1 })
    const { visits } = await readShareActivity(services, MEMBER, id)
    expect(visits.map(({ action, guestName }) => `${action} ${guestName}`).toSorted()).toEqual([
      'commented Grace',
      'verdict_given Grace',
    ])
    const written = await database.db
      .selectFrom('audit_events')
      .select(['action', 'actor_kind', 'actor_name'])
      .where('actor_kind', '=', 'guest')
      .execute()
    expect(written).toEqual([{ action: 'verdict.given', actor_kind: 'guest', actor_name: 'Grace' }])
  })

  test('visits are one a day and visitor, and tell no address, and another day none of the day before', async () => {
    const { database, world, services, share, enter } = await house()
    const { id, token } = await share({})
    const visit = async () => {
      const { share: row, guest, request } = await enter(token)
      const headers = new Headers(request.headers)
      for (const agent of [
        'Mozilla/5.0 (X11; Linux) Chrome/150',
        'Slackbot-LinkExpanding 1.0',
        'WhatsApp/2.2',
      ]) {
        headers.set('user-agent', agent)
        await noteVisit(services, { share: row, guest, headers, action: 'opened' })
      }
    }
    await visit()
    await visit()
    world.advance(DAY_MS)
    await visit()
    const rows = await database.db.selectFrom('share_visits').selectAll().orderBy('day').execute()
    expect(rows.map(({ count }) => count)).toEqual([2, 1])
    expect(rows[0]?.visitor).not.toBe(rows[1]?.visitor)
    expect(JSON.stringify(rows)).not.toContain('203.0.113')
    const { shares } = await readShares(services, MEMBER)
    expect(shares.find((one) => one.id === id)).toMatchObject({ counts: { opened: 3 }, visitors: 2 })
    const audited = await database.db
      .selectFrom('audit_events')
      .select('action')
      .where('action', '=', 'share.opened')
      .execute()
    expect(audited).toHaveLength(2)
  })

  test('a link and its key say nothing of another link', async () => {
    const { services, makeClips, share, keysOf } = await house()
    await makeClips(1)
    const [one, two] = [await share({}), await share({})]
    const [[mine = ''], [theirs = '']] = [await keysOf(one.token), await keysOf(two.token)]
    expect(mine).not.toBe(theirs)
    const at = async (token: string, key: string): Promise<ShareRow | GuestPrincipal> => {
      const { share: row, guest } = await openLink(services, token, new Headers())
      await requireSharedClip(services, guest, row, key)
      return row
    }
    await expect(at(one.token, mine)).resolves.toMatchObject({ id: one.id })
    await expect(at(one.token, theirs)).rejects.toMatchObject({ status: 404 })
  })
})

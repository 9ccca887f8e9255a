import 'server-only'
import { type AccessRow, about, hidden, key, last, RECIPE, refused, withId, without } from './access-rows.ts'

/**
 * Who may call which route, and what it answers about a project that the caller does not see: the one written table, held against every
 * route that is on the disk by app/access.test.ts. A new route needs a row here.
 */
export const ACCESS: Readonly<Record<string, AccessRow>> = {
  // Whatever is no route: whoever is signed in is told so.
  'GET /api/[...path]': { may: 'viewer', elsewhere: 'nothing' },
  'HEAD /api/[...path]': { may: 'viewer', elsewhere: 'nothing' },
  'POST /api/[...path]': { may: 'viewer', elsewhere: 'nothing' },
  'PUT /api/[...path]': { may: 'viewer', elsewhere: 'nothing' },
  'PATCH /api/[...path]': { may: 'viewer', elsewhere: 'nothing' },
  'DELETE /api/[...path]': { may: 'viewer', elsewhere: 'nothing' },
  'GET /api/account': { may: 'viewer', elsewhere: 'nothing' },
  'PUT /api/account': { may: 'viewer', elsewhere: 'nothing' },
  'PUT /api/account/password': { may: 'viewer', elsewhere: 'nothing' },
  // Of the whole team: for those who see all of it.
  'GET /api/audit': { may: 'admin', elsewhere: 'nothing' },
  'GET /api/audit/export': { may: 'admin', elsewhere: 'nothing' },
  'POST /api/batches': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({
      body: { idempotencyKey: key(), projectId, takes: 1, recipes: [RECIPE] },
    })),
  },
  'POST /api/batches/[id]/cancel': { may: 'editor', elsewhere: last(hidden(withId('batchId'))) },
  'POST /api/batches/[id]/retry': {
    may: 'editor',
    elsewhere: hidden((there) => ({ params: { id: there.batchId }, body: { idempotencyKey: key() } })),
  },
  'GET /api/budget': { may: 'viewer', elsewhere: hidden(about()) },
  'GET /api/budget/limits': { may: 'admin', elsewhere: 'nothing' },
  'PUT /api/budget/limits': { may: 'admin', elsewhere: 'nothing' },
  'GET /api/budget/requests': { may: 'viewer', elsewhere: 'nothing' },
  'PUT /api/budget/requests/[id]': { may: 'admin', elsewhere: 'nothing' },
  'GET /api/usage': { may: 'viewer', elsewhere: 'nothing' },
  'GET /api/usage/export': { may: 'viewer', elsewhere: 'nothing' },
  'GET /api/changes': { may: 'viewer', elsewhere: hidden(about({ after: '0' })) },
  'GET /api/clips/[id]': { may: 'viewer', elsewhere: hidden(withId('clipId')) },
  'GET /api/clips/[id]/review': { may: 'viewer', elsewhere: hidden(withId('clipId')) },
  'POST /api/clips/[id]/comments': {
    may: 'reviewer',
    elsewhere: hidden(withId('clipId', { text: 'A fox' })),
  },
  'PUT /api/clips/[id]/verdict': {
    may: 'reviewer',
    elsewhere: hidden(withId('clipId', { verdict: 'approved' })),
  },
  'PUT /api/clips/[id]/verdict-requests': {
    may: 'editor',
    elsewhere: hidden(withId('clipId', { userIds: [] })),
  },
  'PUT /api/comments/[id]': {
    may: 'reviewer',
    elsewhere: hidden(withId('commentId', { resolved: true })),
  },
  'POST /api/comments/[id]/reactions': {
    may: 'reviewer',
    elsewhere: hidden(withId('commentId', { emoji: '👍', on: true })),
  },
  'DELETE /api/comments/[id]': { may: 'reviewer', elsewhere: last(hidden(withId('commentId'))) },
  'GET /api/notifications': { may: 'viewer', elsewhere: 'nothing' },
  'GET /api/notifications/count': { may: 'viewer', elsewhere: 'nothing' },
  'POST /api/notifications/read': { may: 'viewer', elsewhere: 'nothing' },
  'PUT /api/notifications/mail': { may: 'viewer', elsewhere: 'nothing' },
  'POST /api/clips/changes': {
    may: 'reviewer',
    elsewhere: refused(({ clipId }) => ({ body: { changes: [{ id: clipId, rating: 3 }] } })),
  },
  'POST /api/clips/import': {
    may: 'editor',
    elsewhere: hidden(({ videoId }) => ({ body: { mediaId: videoId, idempotencyKey: key() } })),
  },
  'PUT /api/clips/import': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({
      query: { project: projectId, fileName: 'a.mp4' },
      bytes: new TextEncoder().encode('no video'),
    })),
  },
  'POST /api/clips/tags': {
    may: 'viewer',
    elsewhere: without(({ clipId }) => ({ body: { ids: [clipId] } })),
  },
  'POST /api/clips/uses': {
    may: 'viewer',
    elsewhere: without(({ clipId }) => ({ body: { ids: [clipId] } })),
  },
  'POST /api/clips/zip': {
    may: 'viewer',
    elsewhere: refused(({ clipId }) => ({ body: { ids: clipId }, isForm: true })),
  },
  'GET /api/gallery': { may: 'viewer', elsewhere: hidden(about()) },
  'GET /api/gallery/counts': { may: 'viewer', elsewhere: hidden(about()) },
  'GET /api/gallery/ids': { may: 'viewer', elsewhere: hidden(about()) },
  'GET /api/gallery/news': { may: 'viewer', elsewhere: hidden(about({ since: '0' })) },
  'GET /api/generations': { may: 'viewer', elsewhere: hidden(about()) },
  'POST /api/generations': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({ body: { idempotencyKey: key(), projectId, recipe: RECIPE } })),
  },
  'GET /api/generations/[id]': { may: 'viewer', elsewhere: hidden(withId('clipId')) },
  'DELETE /api/generations/[id]': { may: 'editor', elsewhere: last(hidden(withId('clipId'))) },
  'POST /api/generations/[id]/cancel': { may: 'editor', elsewhere: last(hidden(withId('queuedId'))) },
  'GET /api/generations/[id]/download': { may: 'viewer', elsewhere: hidden(withId('clipId')) },
  'HEAD /api/generations/[id]/download': { may: 'viewer', elsewhere: hidden(withId('clipId')) },
  'POST /api/generations/[id]/resolve': {
    may: 'editor',
    elsewhere: hidden(withId('queuedId', { decision: 'give_up' })),
  },
  'POST /api/generations/[id]/retry': {
    may: 'editor',
    elsewhere: hidden((there) => ({ params: { id: there.queuedId }, body: { idempotencyKey: key() } })),
  },
  'POST /api/generations/preview': {
    may: 'editor',
    elsewhere: without(({ pictureId }) => ({
      body: {
        recipe: {
          ...RECIPE,
          references: [
            { id: 'ref_1', kind: 'image', role: 'reference_image', name: 'Fox', mediaId: pictureId },
          ],
        },
      },
    })),
  },
  'GET /api/health': { may: 'public', elsewhere: 'nothing' },
  // The signature in the address says which one is looked at, and gives nothing.
  'POST /api/hints/[token]': { may: 'public', elsewhere: 'nothing' },
  'GET /api/invites': { may: 'admin', elsewhere: 'nothing' },
  // Admins see every project; that another team's is refused is in invites.ts's own tests.
  'POST /api/invites': { may: 'admin', elsewhere: 'nothing' },
  'DELETE /api/invites/[id]': { may: 'admin', elsewhere: 'nothing' },
  // The secret of the link is the right to come in.
  'POST /api/invites/accept': { may: 'public', elsewhere: 'nothing' },
  'GET /api/media': { may: 'viewer', elsewhere: without(() => ({})) },
  'PUT /api/media': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({
      query: { project: projectId, fileName: 'a.png' },
      bytes: new TextEncoder().encode('no picture'),
    })),
  },
  'GET /api/media/[id]': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'HEAD /api/media/[id]': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'POST /api/media/[id]/fix': {
    may: 'editor',
    elsewhere: hidden(withId('pictureId', { trim: { start: 0, end: 1 } })),
  },
  'POST /api/media/[id]/frame': { may: 'editor', elsewhere: hidden(withId('videoId', { time: 9999 })) },
  'GET /api/media/[id]/playable': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'GET /api/media/[id]/preview': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'GET /api/media/[id]/sprite': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'HEAD /api/media/[id]/playable': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'HEAD /api/media/[id]/preview': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'HEAD /api/media/[id]/sprite': { may: 'viewer', elsewhere: hidden(withId('videoId')) },
  'POST /api/media/from-address': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({ body: { url: 'https://127.0.0.1/a.png', project: projectId } })),
  },
  'GET /api/members': { may: 'viewer', elsewhere: 'nothing' },
  'PUT /api/members/[id]': { may: 'admin', elsewhere: 'nothing' },
  'DELETE /api/members/[id]': { may: 'admin', elsewhere: 'nothing' },
  // It says how to ask, and nothing of what is here.
  'GET /api/openapi.json': { may: 'public', elsewhere: 'nothing' },
  'GET /api/presets': { may: 'viewer', elsewhere: 'nothing' },
  'POST /api/presets': { may: 'editor', elsewhere: 'nothing' },
  'PUT /api/presets/[id]': { may: 'editor', elsewhere: 'nothing' },
  'DELETE /api/presets/[id]': { may: 'editor', elsewhere: 'nothing' },
  'GET /api/projects': { may: 'viewer', elsewhere: without(() => ({})) },
  'POST /api/projects': { may: 'editor', elsewhere: 'nothing' },
  'PUT /api/projects/[id]': {
    may: 'editor',
    elsewhere: last(hidden(withId('projectId', { name: 'Renamed' }))),
  },
  'POST /api/provider/check': { may: 'editor', elsewhere: 'nothing' },
  'GET /api/projects/[id]/members': { may: 'viewer', elsewhere: hidden(withId('projectId')) },
  'PUT /api/projects/[id]/members': {
    may: 'editor',
    elsewhere: hidden(withId('projectId', { isPrivate: true, memberIds: [] })),
  },
  'POST /api/recipes/resolve': {
    may: 'viewer',
    elsewhere: without(({ pictureId }) => ({
      body: { references: [{ kind: 'image', mediaId: pictureId }] },
    })),
  },
  // The signature in the address is the right to read.
  'GET /api/references/[token]': { may: 'public', elsewhere: 'nothing' },
  'HEAD /api/references/[token]': { may: 'public', elsewhere: 'nothing' },
  'GET /api/saved-searches': { may: 'viewer', elsewhere: hidden(about()) },
  'POST /api/saved-searches': {
    may: 'reviewer',
    elsewhere: hidden(({ projectId }) => ({
      body: { project: projectId, name: `Search ${key()}`, query: 'q=fox' },
    })),
  },
  'PUT /api/saved-searches/[id]': {
    may: 'reviewer',
    elsewhere: hidden(withId('searchId', { name: 'Renamed' })),
  },
  'DELETE /api/saved-searches/[id]': { may: 'reviewer', elsewhere: last(hidden(withId('searchId'))) },
  'GET /api/sequences': { may: 'viewer', elsewhere: hidden(about()) },
  'POST /api/sequences': {
    may: 'editor',
    elsewhere: refused(({ clipId }) => ({ body: { clipIds: [clipId] } })),
  },
  'GET /api/sequences/[id]': { may: 'viewer', elsewhere: hidden(withId('sequenceId')) },
  'PUT /api/sequences/[id]': {
    may: 'editor',
    elsewhere: hidden(withId('sequenceId', { version: 1, title: 'Renamed', parts: [] })),
  },
  'DELETE /api/sequences/[id]': { may: 'editor', elsewhere: last(hidden(withId('sequenceId'))) },
  'POST /api/sequences/[id]/join': {
    may: 'editor',
    elsewhere: hidden((there) => ({
      params: { id: there.sequenceId },
      body: { idempotencyKey: key(), version: 99 },
    })),
  },
  'GET /api/session': { may: 'viewer', elsewhere: 'nothing' },
  'GET /api/session/oidc': { may: 'public', elsewhere: 'nothing' },
  'GET /api/session/oidc/callback': { may: 'public', elsewhere: 'nothing' },
  'POST /api/session': { may: 'public', elsewhere: 'nothing' },
  'DELETE /api/session/all': { may: 'viewer', elsewhere: 'nothing' },
  'DELETE /api/session': { may: 'viewer', elsewhere: 'nothing' },
  'GET /api/shares': { may: 'editor', elsewhere: 'nothing' },
  'POST /api/shares': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({ body: { kind: 'project', ids: [projectId] } })),
  },
  'PUT /api/shares/[id]': { may: 'editor', elsewhere: 'nothing' },
  'DELETE /api/shares/[id]': { may: 'editor', elsewhere: 'nothing' },
  'POST /api/shares/[id]/renew': { may: 'editor', elsewhere: 'nothing' },
  'GET /api/shares/[id]/activity': { may: 'editor', elsewhere: 'nothing' },
  // Each way that a link can be wrong is in lib/server/shares/shares.test.ts.
  'GET /api/s/[token]': { may: 'link', elsewhere: 'nothing' },
  'GET /api/s/[token]/zip': { may: 'link', elsewhere: 'nothing' },
  'POST /api/s/[token]/password': { may: 'link', elsewhere: 'nothing' },
  'PUT /api/s/[token]/guest': { may: 'link', elsewhere: 'nothing' },
  'GET /api/s/[token]/clips/[clip]/[file]': { may: 'link', elsewhere: 'nothing' },
  'HEAD /api/s/[token]/clips/[clip]/[file]': { may: 'link', elsewhere: 'nothing' },
  'GET /api/s/[token]/clips/[clip]/review': { may: 'link', elsewhere: 'nothing' },
  'POST /api/s/[token]/clips/[clip]/comments': { may: 'link', elsewhere: 'nothing' },
  'PUT /api/s/[token]/clips/[clip]/comments/[comment]': { may: 'link', elsewhere: 'nothing' },
  'DELETE /api/s/[token]/clips/[clip]/comments/[comment]': { may: 'link', elsewhere: 'nothing' },
  'PUT /api/s/[token]/clips/[clip]/verdict': { may: 'link', elsewhere: 'nothing' },
  'GET /api/s/[token]/clips/[clip]/download': { may: 'link', elsewhere: 'nothing' },
  'HEAD /api/s/[token]/clips/[clip]/download': { may: 'link', elsewhere: 'nothing' },
  'GET /api/storage': { may: 'admin', elsewhere: 'nothing' },
  'GET /api/studio': { may: 'viewer', elsewhere: hidden(about()) },
  'GET /api/tokens': { may: 'editor', elsewhere: 'nothing' },
  'POST /api/tokens': {
    may: 'editor',
    elsewhere: hidden(({ projectId }) => ({
      body: { name: `Token ${key()}`, scopes: ['read'], projectId },
    })),
  },
  'DELETE /api/tokens/[id]': { may: 'editor', elsewhere: 'nothing' },
  'GET /api/tokens/[id]/callback-secret': { may: 'editor', elsewhere: 'nothing' },
  // Of the whole team: for those who see all of it.
  'GET /api/webhooks': { may: 'admin', elsewhere: 'nothing' },
  'POST /api/webhooks': {
    may: 'admin',
    elsewhere: hidden(({ projectId }) => ({
      body: { name: 'Nightly', url: 'https://9.9.9.9/hook', events: ['video.completed'], projectId },
    })),
  },
  'PUT /api/webhooks/[id]': { may: 'admin', elsewhere: 'nothing' },
  'DELETE /api/webhooks/[id]': { may: 'admin', elsewhere: 'nothing' },
  'POST /api/webhooks/[id]/secret': { may: 'admin', elsewhere: 'nothing' },
  'POST /api/webhooks/[id]/test': { may: 'admin', elsewhere: 'nothing' },
  'GET /api/deliveries': { may: 'admin', elsewhere: 'nothing' },
  'POST /api/deliveries/[id]/resend': { may: 'admin', elsewhere: 'nothing' },
  'GET /api/usual-times': { may: 'viewer', elsewhere: 'nothing' },
  'GET /enter': { may: 'public', elsewhere: 'nothing' },
  'GET /sandbox/[...path]': { may: 'public', elsewhere: 'nothing' },
  'HEAD /sandbox/[...path]': { may: 'public', elsewhere: 'nothing' },
  'POST /sandbox/[...path]': { may: 'public', elsewhere: 'nothing' },
  'PUT /sandbox/[...path]': { may: 'public', elsewhere: 'nothing' },
  'PATCH /sandbox/[...path]': { may: 'public', elsewhere: 'nothing' },
  'DELETE /sandbox/[...path]': { may: 'public', elsewhere: 'nothing' },
  'GET /api/v3/contents/generations/tasks': { may: 'read', elsewhere: without(() => ({})) },
  'POST /api/v3/contents/generations/tasks': { may: 'generate', elsewhere: 'nothing' },
  'GET /api/v3/contents/generations/tasks/[id]': { may: 'read', elsewhere: hidden(withId('queuedId')) },
  'DELETE /api/v3/contents/generations/tasks/[id]': {
    may: 'generate',
    elsewhere: last(hidden(withId('queuedId'))),
  },
  'GET /v1/videos': { may: 'read', elsewhere: without(() => ({})) },
  'POST /v1/videos': { may: 'generate', elsewhere: 'nothing' },
  'POST /mcp': { may: 'read', elsewhere: 'nothing' },
  'GET /v1/videos/[id]': { may: 'read', elsewhere: hidden(withId('queuedId')) },
  'DELETE /v1/videos/[id]': { may: 'generate', elsewhere: last(hidden(withId('otherQueuedId'))) },
  'GET /v1/videos/[id]/content': { may: 'read', elsewhere: hidden(withId('queuedId')) },
  'HEAD /v1/videos/[id]/content': { may: 'read', elsewhere: hidden(withId('queuedId')) },
}

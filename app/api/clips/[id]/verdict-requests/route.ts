import { askVerdictSchema, reviewParamsSchema } from '#lib/api/review.ts'
import { route } from '#lib/server/http/route.ts'
import { speakerOf } from '#lib/server/review/speaker-of.ts'
import { askForVerdict } from '#lib/server/review/verdicts.ts'

export const PUT = route({
  permission: 'verdict.ask',
  params: reviewParamsSchema,
  body: askVerdictSchema,
  run: ({ services, principal, params, body }) =>
    askForVerdict(services, { ...speakerOf(principal), clipId: params.id, userIds: body.userIds }),
})

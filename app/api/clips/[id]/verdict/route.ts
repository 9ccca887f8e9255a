import { giveVerdictSchema, reviewParamsSchema } from '#lib/api/review.ts'
import { route } from '#lib/server/http/route.ts'
import { speakerOf } from '#lib/server/review/speaker-of.ts'
import { giveVerdict } from '#lib/server/review/verdicts.ts'

export const PUT = route({
  permission: 'verdict.give',
  params: reviewParamsSchema,
  body: giveVerdictSchema,
  run: ({ services, principal, params, body }) =>
    giveVerdict(services, { ...speakerOf(principal), clipId: params.id, verdict: body.verdict }),
})

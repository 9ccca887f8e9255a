/** Why the draft can't be generated yet. Loaded by use-reasons.ts: the checks are not needed to type. */
import { roleMay } from '#lib/access/permissions.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { reasonsNotReady, type Reason } from '#lib/prompt/readiness.ts'
import type { Draft } from './draft.ts'
import { settingsToSend } from './recipe.ts'
import { variationReasons } from './variations/variation-reasons.ts'
import type { Uploads } from './use-uploads.ts'

export function reasonsOf(draft: Draft, info: StudioInfo, uploads: Uploads): Reason[] {
  return [
    ...(roleMay(info.member.role, 'generation.create') ? [] : [NOT_YOURS]),
    ...reasonsNotReady(
      { ...draft, settings: settingsToSend(draft) },
      { provider: info.provider, uploads: uploads.states },
    ),
    ...variationReasons(draft),
  ]
}

const NOT_YOURS: Reason = {
  field: 'role',
  severity: 'block',
  message: {
    en: 'Your role here does not generate. You can look, rate and download; an owner or admin can change your role.',
    zh: '你的角色不能生成。你可以观看、评分和下载；所有者或管理员可以更改你的角色。',
  },
}

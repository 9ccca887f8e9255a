import 'server-only'
import * as z from 'zod/mini'
import { type Share, SHARE_KINDS, type ShareOptions, VISIT_ACTIONS } from '#lib/api/shares.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import type { VisitSum } from './visit-store.ts'

export function showShare(
  row: ShareRow,
  { now, projectName, sums }: { now: number; projectName: string; sums: readonly VisitSum[] },
): Share {
  const own = sums.filter(({ shareId }) => shareId === row.id)
  const countOf = (action: string) => own.find((sum) => sum.action === action)?.count ?? 0
  const lastVisitAt = Math.max(0, ...own.map(({ lastAt }) => lastAt))
  const [opened, downloaded, commented, verdicts] = VISIT_ACTIONS.map(countOf)
  return {
    id: row.id,
    kind: z.parse(z.enum(SHARE_KINDS), row.kind),
    projectId: row.project_id,
    projectName,
    title: row.title,
    ending: row.ending,
    author: { id: row.author_id, name: row.author_name },
    createdAt: row.created_at,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    state: stateOf(row, now),
    hasPassword: row.password_hash !== null,
    options: optionsOf(row),
    counts: {
      opened: opened ?? 0,
      downloaded: downloaded ?? 0,
      commented: commented ?? 0,
      verdict_given: verdicts ?? 0,
    },
    visitors: Math.max(0, ...own.map(({ visitors }) => visitors)),
    ...(lastVisitAt > 0 && { lastVisitAt }),
  }
}

function stateOf(row: ShareRow, now: number): Share['state'] {
  if (row.revoked_at !== null) return 'revoked'
  return row.expires_at !== null && row.expires_at <= now ? 'expired' : 'open'
}

function optionsOf(row: ShareRow): ShareOptions {
  return {
    download: row.allow_download === 1,
    comments: row.allow_comments === 1,
    verdict: row.allow_verdict === 1,
    allComments: row.show_all_comments === 1,
    showPrompt: row.show_prompt === 1,
    linkPreview: row.link_preview === 1,
    watermark: row.watermark,
  }
}

/** With words over the picture there is no download: a file would come without them. */
export function optionColumns(options: ShareOptions) {
  return {
    allow_download: Number(options.download && options.watermark === null),
    allow_comments: Number(options.comments),
    allow_verdict: Number(options.verdict),
    show_all_comments: Number(options.comments && options.allComments),
    show_prompt: Number(options.showPrompt),
    link_preview: Number(options.linkPreview),
    watermark: options.watermark,
  }
}

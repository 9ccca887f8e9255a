/** What happened, as one sentence: for the list in the studio and for e-mails alike. Pure. */
import { VERDICTS, type Verdict } from '#lib/generation/verdict.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Notice } from './notifications.ts'

const SENTENCES: Record<Exclude<Notice['kind'], 'verdict_given'>, (actor: string) => Sentence> = {
  mention: (who) => ({ en: `${who} mentioned you in a comment`, zh: `${who} 在评论中提到了你` }),
  reply: (who) => ({ en: `${who} replied to your comment`, zh: `${who} 回复了你的评论` }),
  comment: (who) => ({ en: `${who} commented on your take`, zh: `${who} 评论了你的成片` }),
  verdict_asked: (who) => ({ en: `${who} asks for your verdict`, zh: `${who} 请你评定一个成片` }),
  share_activity: (who) => ({
    en: `${who} commented through a share link`,
    zh: `${who} 通过分享链接发表了评论`,
  }),
  budget_requested: (who) => ({ en: `${who} asks for budget`, zh: `${who} 申请预算` }),
  budget_approved: (who) => ({
    en: `${who} approved your request over budget`,
    zh: `${who} 批准了你的超预算申请`,
  }),
  budget_declined: (who) => ({
    en: `${who} declined your request over budget`,
    zh: `${who} 拒绝了你的超预算申请`,
  }),
}

const VERDICT_SENTENCES: Record<Verdict, (actor: string) => Sentence> = {
  approved: (who) => ({ en: `${who} approved a take`, zh: `${who} 通过了一个成片` }),
  changes_requested: (who) => ({
    en: `${who} asks for changes to a take`,
    zh: `${who} 要求修改一个成片`,
  }),
  rejected: (who) => ({ en: `${who} did not approve a take`, zh: `${who} 没有通过一个成片` }),
}

export function noticeInWords({
  kind,
  actor,
  excerpt,
}: Pick<Notice, 'kind' | 'actor' | 'excerpt'>): Sentence {
  if (kind !== 'verdict_given') return SENTENCES[kind](actor)
  const verdict = VERDICTS.find((known) => known === excerpt)
  return verdict
    ? VERDICT_SENTENCES[verdict](actor)
    : { en: `${actor} gave a verdict`, zh: `${actor} 评定了一个成片` }
}

/** What was said; undefined where the sentence tells it all. */
export function saidIn({ kind, excerpt }: Pick<Notice, 'kind' | 'excerpt'>): string | undefined {
  return kind === 'verdict_given' || kind === 'verdict_asked' || excerpt === '' ? undefined : excerpt
}

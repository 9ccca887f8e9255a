/** Why a sign-in by OpenID Connect ended at the sign-in page again. */
import { OIDC_PROBLEMS, type OidcProblem } from '#lib/api/accounts.ts'
import type { Sentence } from '#lib/language/language.ts'

const SENTENCES: Record<OidcProblem, Sentence> = {
  oidc_failed: {
    en: 'The sign-in service did not answer as it should. Try again; if it stays so, tell whoever runs the studio.',
    zh: '登录服务没有正常回应。请再试一次；如果仍然如此，请告诉管理工作室的人。',
  },
  oidc_cancelled: {
    en: 'The sign-in was broken off. Nothing was changed.',
    zh: '登录已取消，没有任何改动。',
  },
  oidc_over: {
    en: 'That sign-in took too long, or began in another browser. Start it again here.',
    zh: '这次登录用时太长，或是在另一个浏览器中开始的。请在这里重新开始。',
  },
  oidc_unverified: {
    en: 'The sign-in service has not confirmed your e-mail address. Confirm it there, then try again.',
    zh: '登录服务尚未确认你的邮箱。请先在那里确认，然后重试。',
  },
  oidc_not_invited: {
    en: 'Nobody has invited this e-mail address, or the invitation is used or over. Ask an owner for one.',
    zh: '这个邮箱没有收到邀请，或者邀请已使用或已过期。请向所有者索取邀请。',
  },
  oidc_other_email: {
    en: 'That invitation is for another e-mail address. Sign in with the one that it was sent to.',
    zh: '这个邀请发给了另一个邮箱。请用收到邀请的邮箱登录。',
  },
}

/** Undefined for what is none. */
export function oidcProblem(code: string): Sentence | undefined {
  const problem = OIDC_PROBLEMS.find((known) => known === code)
  return problem && SENTENCES[problem]
}

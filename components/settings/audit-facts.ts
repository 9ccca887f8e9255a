import { ROLES } from '#lib/access/principal.ts'
import type { AuditEvent } from '#lib/api/audit.ts'
import { defineWords, type Language, LOCALES } from '#lib/language/language.ts'
import { ROLE_WORDS } from './role-words.ts'

const WORDS = defineWords({
  en: {
    labels: {
      approved: 'approved',
      asked: 'an admin was asked',
      atLimit: 'at the limit',
      by: 'with',
      clips: 'clips',
      email: 'e-mail',
      expiresAt: 'until',
      file: 'file',
      for: 'for',
      from: 'before',
      hasPassword: 'with a password',
      isPrivate: 'private',
      limit: 'limit of',
      model: 'model',
      money: 'money',
      month: 'month',
      name: 'name',
      project: 'project',
      projects: 'private projects',
      role: 'role',
      scope: 'of',
      scopes: 'may',
      takes: 'takes',
      title: 'title',
      to: 'after',
      tokens: 'tokens',
      verdict: 'verdict',
      why: 'reason',
    },
    reasons: new Map([
      ['oidc_unverified', 'e-mail not confirmed by the sign-in service'],
      ['oidc_not_invited', 'not invited'],
      ['oidc_other_email', 'invited under another address'],
    ]),
    yes: 'yes',
    no: 'no',
    fact: (label: string, value: string) => `${label}: ${value}`,
  },
  zh: {
    labels: {
      approved: '已批准',
      asked: '已询问管理员',
      atLimit: '达到上限时',
      by: '方式',
      clips: '成片',
      email: '邮箱',
      expiresAt: '有效期至',
      file: '文件',
      for: '申请人',
      from: '之前',
      hasPassword: '有密码',
      isPrivate: '私有',
      limit: '上限范围',
      model: '模型',
      money: '金额',
      month: '月份',
      name: '名称',
      project: '项目',
      projects: '私有项目',
      role: '角色',
      scope: '范围',
      scopes: '权限',
      takes: '条数',
      title: '标题',
      to: '之后',
      tokens: 'tokens',
      verdict: '结论',
      why: '原因',
    },
    reasons: new Map([
      ['oidc_unverified', '登录服务未确认邮箱'],
      ['oidc_not_invited', '未受邀请'],
      ['oidc_other_email', '邀请属于另一个邮箱'],
    ]),
    yes: '是',
    no: '否',
    fact: (label, value) => `${label}：${value}`,
  },
})

/** What an event says beside its words, without what says nothing: no value, and a name that stands there already. */
export function auditFacts({ projectName, details }: AuditEvent, language: Language): string[] {
  const { fact, labels } = WORDS[language]
  const named: Readonly<Record<string, string>> = labels
  const said = Object.entries(details).flatMap(([key, value]) => {
    const isEmpty = value === null || value === '' || value === projectName
    return isEmpty ? [] : [fact(named[key] ?? key, sayValue(key, value, language))]
  })
  return projectName === undefined ? said : [projectName, ...said]
}

function sayValue(key: string, value: string | number | boolean, language: Language): string {
  const { yes, no, reasons } = WORDS[language]
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value === 'number')
    return key.endsWith('At')
      ? new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' }).format(value)
      : new Intl.NumberFormat(LOCALES[language]).format(value)
  const reason = key === 'why' ? reasons.get(value) : undefined
  if (reason !== undefined) return reason
  const role = ROLES.find((one) => one === value)
  return role === undefined ? value : ROLE_WORDS[role].name[language]
}

/** The pages of the settings, in the order of the list. A section that a person may not see is not shown to them. */
import type { Action } from '#lib/access/permissions.ts'
import type { Sentence } from '#lib/language/language.ts'

export interface SettingsSection {
  name: string
  title: Sentence
  permission: Action
}

export const SETTINGS_SECTIONS = [
  { name: 'account', title: { en: 'Account', zh: '账户' }, permission: 'account.change' },
  { name: 'members', title: { en: 'Members', zh: '成员' }, permission: 'member.read' },
  { name: 'projects', title: { en: 'Projects', zh: '项目' }, permission: 'project.change' },
  { name: 'tokens', title: { en: 'API tokens', zh: 'API 令牌' }, permission: 'token.read' },
  { name: 'webhooks', title: { en: 'Webhooks', zh: 'Webhook' }, permission: 'webhook.read' },
  { name: 'api', title: { en: 'API', zh: 'API' }, permission: 'token.read' },
  { name: 'usage', title: { en: 'Usage and budget', zh: '用量与预算' }, permission: 'budget.read' },
  { name: 'studio', title: { en: 'Studio', zh: '工作室' }, permission: 'storage.read' },
  { name: 'shares', title: { en: 'Share links', zh: '分享链接' }, permission: 'share.read' },
  { name: 'audit', title: { en: 'Audit', zh: '审计记录' }, permission: 'audit.read' },
] as const satisfies readonly SettingsSection[]

export type SettingsName = (typeof SETTINGS_SECTIONS)[number]['name']

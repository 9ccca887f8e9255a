import type { Role } from '#lib/access/principal.ts'
import type { Sentence } from '#lib/language/language.ts'

/** What each role is called, and what it may. */
export const ROLE_WORDS: Readonly<Record<Role, { name: Sentence; means: Sentence }>> = {
  owner: {
    name: { en: 'Owner', zh: '所有者' },
    means: { en: 'Everything, other owners too', zh: '拥有全部权限，包括管理其他所有者' },
  },
  admin: {
    name: { en: 'Admin', zh: '管理员' },
    means: { en: 'Everything but owners: members, budgets, all projects', zh: '管理成员、预算和全部项目' },
  },
  editor: {
    name: { en: 'Editor', zh: '编辑' },
    means: { en: 'Generates, imports and shares', zh: '可以生成、导入和分享' },
  },
  reviewer: {
    name: { en: 'Reviewer', zh: '审阅者' },
    means: { en: 'Rates, comments and decides, generates nothing', zh: '可以评分、评论和定稿，不能生成' },
  },
  viewer: {
    name: { en: 'Viewer', zh: '观看者' },
    means: { en: 'Looks at clips and downloads them', zh: '只能观看和下载' },
  },
}

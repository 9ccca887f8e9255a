/** The page itself: how it looks and speaks, and the two panels of keys. */
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#lib/language/language.ts'
import { controlOf, hasControl, pressControl } from './controls.ts'
import { openPanel } from './panels.ts'
import type { Command } from './registry.ts'
import { SHORTCUTS } from './shortcuts.ts'

const GOING = [
  {
    id: 'go_studio',
    name: { en: 'Go to the studio', zh: '前往工作室' },
    also: { en: 'page composer takes', zh: '页面 编辑区' },
  },
  {
    id: 'go_gallery',
    name: { en: 'Go to the gallery', zh: '前往作品库' },
    also: { en: 'page clips grid', zh: '页面 成片' },
  },
] as const

export function pageCommands({
  language,
  setLanguage,
}: {
  language: Language
  setLanguage: (language: Language) => void
}): Command[] {
  return [
    {
      id: 'menu',
      group: 'studio',
      name: { en: 'All commands', zh: '全部命令' },
      also: { en: 'menu palette', zh: '命令菜单' },
      keys: SHORTCUTS.menu,
      scope: 'anywhere',
      run: () => openPanel('menu'),
    },
    {
      id: 'map',
      group: 'studio',
      name: { en: 'All keys', zh: '全部快捷键' },
      also: { en: 'keyboard shortcuts help map', zh: '键盘 帮助' },
      keys: SHORTCUTS.map,
      run: () => openPanel('map'),
    },
    ...GOING.map(({ id, name, also }): Command => ({
      id,
      group: 'studio',
      name,
      also,
      keys: SHORTCUTS[id],
      isOffered: () => controlOf(id)?.ariaCurrent !== 'page' && hasControl(id),
      run: () => pressControl(id),
    })),
    {
      id: 'settings',
      group: 'studio',
      name: { en: 'Settings', zh: '设置' },
      also: { en: 'account members invite roles projects audit', zh: '账户 成员 邀请 角色 审计' },
      run: () => window.location.assign('/settings'),
    },
    {
      id: 'notices',
      group: 'studio',
      name: { en: 'Notifications', zh: '通知' },
      also: { en: 'bell news mentions comments unread', zh: '消息 提到 评论 未读' },
      isOffered: () => hasControl('notices'),
      run: () => pressControl('notices'),
    },
    {
      id: 'theme',
      group: 'studio',
      name: { en: 'Theme', zh: '主题' },
      also: { en: 'dark light look appearance', zh: '深色 浅色 外观' },
      keys: SHORTCUTS.theme,
      isOffered: () => hasControl('theme'),
      run: () => pressControl('theme'),
    },
    ...LANGUAGES.filter((other) => other !== language).map((other): Command => ({
      id: `language ${other}`,
      group: 'studio',
      name: { en: `Language: ${LANGUAGE_NAMES[other]}`, zh: `语言：${LANGUAGE_NAMES[other]}` },
      also: { en: 'translate chinese english zh en', zh: '中文 英文' },
      run: () => setLanguage(other),
    })),
    {
      id: 'when_done',
      group: 'studio',
      name: { en: 'Tell me when it’s done', zh: '完成时提醒我' },
      also: { en: 'notification sound alarm', zh: '通知 声音' },
      keys: SHORTCUTS.when_done,
      isOffered: () => hasControl('when_done'),
      run: () => pressControl('when_done'),
    },
  ]
}

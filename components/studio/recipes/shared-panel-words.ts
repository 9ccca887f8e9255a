import { defineWords } from '#lib/language/language.ts'

export const SHARED_PANEL_WORDS = defineWords({
  en: {
    loading: 'Loading',
    unreachable: 'What the team has saved could not be read. Close this and open it again.',
    rename: (name: string) => `Rename “${name}”`,
    newName: 'New name',
    update: (name: string) => `Replace “${name}” by what is set now`,
    updated: (name: string) => `“${name}” holds what is set now`,
    remove: (name: string) => `Delete “${name}”`,
    removed: (name: string) => `“${name}” was deleted for the team`,
    undo: 'Undo',
    name: 'Name',
    save: 'Save',
    failed: 'That did not work. Nothing was changed; try again.',
  },
  zh: {
    loading: '正在加载',
    unreachable: '无法读取团队保存的内容。请关闭后重新打开。',
    rename: (name) => `重命名“${name}”`,
    newName: '新名称',
    update: (name) => `用当前内容更新“${name}”`,
    updated: (name) => `“${name}”已更新为当前内容`,
    remove: (name) => `删除“${name}”`,
    removed: (name) => `已为团队删除“${name}”`,
    undo: '撤销',
    name: '名称',
    save: '保存',
    failed: '操作未成功，未作任何更改。请重试。',
  },
})

/** Writing, and the references. */
import type { Language } from '#lib/language/language.ts'
import { isEmpty } from '../draft.ts'
import { redo, undo } from '../prompt-history.ts'
import { clearComposer } from './clear-composer.ts'
import { hasControl, pressControl } from './controls.ts'
import type { Command } from './registry.ts'
import { SHORTCUTS } from './shortcuts.ts'
import type { StudioTools } from './studio-tools.ts'

/** `language` is that of the messages which follow. */
export function writeCommands(tools: StudioTools, language: Language): Command[] {
  const { draft, prompt } = tools
  const copyRequest = (as: 'json' | 'curl') => () =>
    void import('./copy-request.ts').then((work) => work.copyRequest(draft, as, language))
  return [
    {
      id: 'prompt',
      group: 'write',
      name: { en: 'Write the prompt', zh: '写提示词' },
      also: { en: 'focus go to text', zh: '聚焦 输入' },
      keys: SHORTCUTS.prompt,
      run: () => prompt.current?.focus(),
    },
    {
      id: 'generate',
      group: 'write',
      name: { en: 'Generate', zh: '生成' },
      also: { en: 'send start make run', zh: '发送 开始' },
      keys: SHORTCUTS.generate,
      scope: 'anywhere',
      run: tools.onGenerate,
    },
    {
      id: 'request',
      group: 'write',
      name: { en: 'Show the exact request', zh: '查看将要发送的请求' },
      also: { en: 'preview price json', zh: '预览 价格' },
      keys: SHORTCUTS.request,
      isOffered: () => hasControl('request'),
      run: () => pressControl('request'),
    },
    {
      id: 'copy_json',
      group: 'write',
      name: { en: 'Copy the request as JSON', zh: '复制请求为 JSON' },
      isOffered: () => !isEmpty(draft),
      run: copyRequest('json'),
    },
    {
      id: 'copy_curl',
      group: 'write',
      name: { en: 'Copy the request as curl', zh: '复制请求为 curl' },
      also: { en: 'shell terminal', zh: '命令行' },
      isOffered: () => !isEmpty(draft),
      run: copyRequest('curl'),
    },
    {
      id: 'undo',
      group: 'write',
      name: { en: 'Undo', zh: '撤销' },
      keys: SHORTCUTS.undo,
      run: () => prompt.current?.travel(undo),
    },
    {
      id: 'redo',
      group: 'write',
      name: { en: 'Redo', zh: '重做' },
      keys: SHORTCUTS.redo,
      run: () => prompt.current?.travel(redo),
    },
    {
      id: 'clear',
      group: 'write',
      name: { en: 'Clear the composer', zh: '清空编辑区' },
      also: { en: 'empty reset new start over', zh: '重置 新建' },
      isOffered: () => !isEmpty(draft),
      run: () => clearComposer(tools, language),
    },
  ]
}

export function referenceCommands({ draft, onBrowse }: StudioTools): Command[] {
  const step = (by: 1 | -1) => () => focusReference(by)
  const { references } = draft
  return [
    {
      id: 'add_files',
      group: 'references',
      name: { en: 'Add files', zh: '添加文件' },
      also: { en: 'upload picture image clip video sound audio browse', zh: '上传 图片 视频 音频' },
      keys: SHORTCUTS.add_files,
      isOffered: () => hasControl('add_files'),
      run: onBrowse,
    },
    {
      id: 'add_address',
      group: 'references',
      name: { en: 'Add by address', zh: '按网址添加' },
      also: { en: 'url link fetch', zh: '链接 URL' },
      keys: SHORTCUTS.add_address,
      isOffered: () => hasControl('add_address'),
      run: () => pressControl('add_address'),
    },
    {
      id: 'library',
      group: 'references',
      name: { en: 'Add from the library', zh: '从素材库添加' },
      also: { en: 'team files earlier', zh: '团队 以前' },
      keys: SHORTCUTS.library,
      isOffered: () => hasControl('library'),
      run: () => pressControl('library'),
    },
    {
      id: 'next_reference',
      group: 'references',
      name: { en: 'Go to the next reference', zh: '跳到下一个素材' },
      keys: SHORTCUTS.next_reference,
      isOffered: () => references.length > 0,
      run: step(1),
    },
    {
      id: 'previous_reference',
      group: 'references',
      name: { en: 'Go to the previous reference', zh: '跳到上一个素材' },
      keys: SHORTCUTS.previous_reference,
      isOffered: () => references.length > 1,
      run: step(-1),
    },
    ...cardCommands(references),
  ]
}

/** For the card that has the focus. */
function cardCommands(references: StudioTools['draft']['references']): Command[] {
  const card = () => document.activeElement?.closest<HTMLElement>('[data-reference]') ?? undefined
  const name = references[Number(card()?.dataset.reference)]?.name
  const shared = {
    group: 'references',
    scope: 'reference',
    isOffered: () => card() !== undefined,
    ...(name === undefined ? {} : { detail: { en: `@${name}`, zh: `@${name}` } }),
  } as const
  const inside = (selector: string) => card()?.querySelector<HTMLElement>(selector)
  return [
    {
      ...shared,
      id: 'rename_reference',
      name: { en: 'Rename the reference', zh: '重命名素材' },
      keys: SHORTCUTS.rename_reference,
      run: () => {
        const field = inside('input')
        field?.focus()
        if (field instanceof HTMLInputElement) field.select()
      },
    },
    {
      ...shared,
      id: 'reference_role',
      name: { en: 'Change what the reference is for', zh: '更改素材用途' },
      also: { en: 'role first last frame', zh: '首帧 尾帧 参考' },
      run: () => inside('[aria-haspopup="menu"]')?.click(),
    },
    {
      ...shared,
      id: 'remove_reference',
      name: { en: 'Remove the reference', zh: '移除素材' },
      also: { en: 'delete', zh: '删除' },
      keys: SHORTCUTS.erase,
      run: () => inside('[data-remove]')?.click(),
    },
  ]
}

/** From the one that has the focus; from elsewhere to the first or the last. */
function focusReference(by: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-reference]')]
  const at = cards.findIndex((card) => card.contains(document.activeElement))
  const card = cards.at(at === -1 ? (by === 1 ? 0 : -1) : (at + by) % cards.length)
  card?.focus({ focusVisible: true })
  card?.scrollIntoView({ block: 'nearest' })
}

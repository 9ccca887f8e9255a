'use client'
/** The gallery's keys, for the map and the command menu too. What they are done to: the selection, else the card in focus. */
import { useRouter } from 'next/navigation'
import { useCommands, type Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import { compareAddress, FEWEST_COMPARED, MOST_COMPARED } from '#lib/api/comparison.ts'
import type { Sentence } from '#lib/language/language.ts'
import { type ClipActions, useClipActions } from './actions/use-clip-actions.ts'
import type { CardGrid } from './card-grid.ts'
import type { CardNode } from './card-node.ts'
import { type CardSize, type GalleryView, SIZES } from './gallery-address.ts'
import { type GalleryList } from './gallery-list.ts'
import { knownCard, useGalleryList } from './gallery-store.ts'
import { forgetRange } from './grid-range.ts'
import { gallerySelection } from './selection.ts'
import { showView, useGalleryView } from './use-gallery-view.ts'

interface Tools {
  grid: CardGrid
  list: GalleryList
  view: GalleryView
  actions: ClipActions
  onOpen: (node: CardNode) => void
  onRange: (from: number, to: number) => void
  go: (address: string) => void
}

export function GalleryCommands({ grid, onOpen, onRange }: Pick<Tools, 'grid' | 'onOpen' | 'onRange'>) {
  const { list } = useGalleryList()
  const view = useGalleryView()
  const actions = useClipActions()
  const router = useRouter()
  useCommands(() => {
    const tools: Tools = { grid, list, view, actions, onOpen, onRange, go: (address) => router.push(address) }
    return [
      ...judgingCommands(tools),
      ...clipCommands(tools),
      ...selectionCommands(tools),
      ...viewCommands(tools),
    ]
  })
  return null
}

/** The selection, else the card in focus. */
function targetsOf(grid: CardGrid): string[] {
  const { ids, cursor } = gallerySelection.now()
  if (ids.size > 0) return [...ids]
  const node = grid.nodeAt(cursor)
  return node?.card && node.element.contains(document.activeElement) ? [node.card.id] : []
}

type Make = (id: ShortcutId, name: Sentence, run: (ids: string[]) => void, more?: Partial<Command>) => Command

function forTargets({ grid }: Tools): Make {
  return (id, name, run, more) => ({
    id,
    group: 'clips',
    name,
    keys: SHORTCUTS[id],
    isOffered: () => targetsOf(grid).length > 0,
    run: () => run(targetsOf(grid)),
    ...more,
  })
}

const STARS = [1, 2, 3, 4, 5] as const

function judgingCommands(tools: Tools): Command[] {
  const { actions } = tools
  const make = forTargets(tools)
  const toggle = (ids: readonly string[], pick: 'picked' | 'rejected') => {
    const isAll = ids.every((id) => knownCard(id)?.pick === pick)
    void actions.pick(ids, isAll ? null : pick)
  }
  return [
    ...STARS.map((stars) =>
      make(
        `rate_${stars}`,
        { en: stars === 1 ? '1 star' : `${stars} stars`, zh: `${stars} 星` },
        (ids) => void actions.rate(ids, stars),
        { also: { en: 'rate rating', zh: '评分' } },
      ),
    ),
    make('rate_0', { en: 'No stars', zh: '取消评分' }, (ids) => void actions.rate(ids, 0)),
    make('pick', { en: 'Pick, or take it back', zh: '选用 / 取消' }, (ids) => toggle(ids, 'picked')),
    make('reject', { en: 'Reject, or take it back', zh: '淘汰 / 取消' }, (ids) => toggle(ids, 'rejected')),
    make('favourite', { en: 'Favourite, or take it back', zh: '收藏 / 取消' }, (ids) => {
      const isAll = ids.every((id) => knownCard(id)?.isFavourite)
      void actions.favourite(ids, !isAll)
    }),
  ]
}

function clipCommands(tools: Tools): Command[] {
  const { grid, actions, view, go } = tools
  const make = forTargets(tools)
  const isBin = view.filter.bin !== undefined
  return [
    make(
      'compare',
      { en: 'Compare', zh: '对比' },
      (ids) => go(compareAddress(ids, { project: view.project })),
      {
        isOffered: () => {
          const { length } = targetsOf(grid)
          return length >= FEWEST_COMPARED && length <= MOST_COMPARED
        },
        also: { en: 'side by side difference', zh: '并排 差异' },
      },
    ),
    make(
      'write_comment',
      { en: 'Open at its comments', zh: '打开并评论' },
      ([id = '']) => go(`/clips/${encodeURIComponent(id)}?comment=new`),
      { isOffered: () => targetsOf(grid).length === 1, also: { en: 'review write', zh: '审阅 写评论' } },
    ),
    make('download_clips', { en: 'Download', zh: '下载' }, (ids) => actions.download(ids), {
      also: { en: 'save zip', zh: '保存 zip' },
    }),
    isBin
      ? make('restore', { en: 'Put back', zh: '恢复' }, (ids) => void actions.restore(ids))
      : make('bin', { en: 'Delete', zh: '删除' }, (ids) => void actions.bin(ids), {
          also: { en: 'bin trash remove', zh: '回收站 移除' },
        }),
    {
      id: 'undo',
      group: 'clips',
      name: { en: 'Undo the last change', zh: '撤销上一次更改' },
      keys: SHORTCUTS.undo,
      run: () => void actions.undo(),
    },
  ]
}

function selectionCommands({ grid, onRange }: Tools): Command[] {
  const own = (keys: string, name: Sentence): Command => ({
    id: `own ${keys}`,
    group: 'selection',
    name,
    keys,
    isOwn: true,
    run: () => undefined,
  })
  return [
    own('ArrowLeft+ArrowUp+ArrowDown+ArrowRight', { en: 'From clip to clip', zh: '在成片之间移动' }),
    own('Enter', { en: 'Open the clip in focus', zh: '打开焦点所在的成片' }),
    own('Space', { en: 'Select the clip in focus, or not', zh: '选中 / 取消焦点所在的成片' }),
    own('Shift+ArrowRight', { en: 'Extend the selection', zh: '扩大选择范围' }),
    own('Home', { en: 'First clip', zh: '第一个' }),
    own('End', { en: 'Last clip', zh: '最后一个' }),
    {
      id: 'select_all',
      group: 'selection',
      name: { en: 'Select all', zh: '全选' },
      keys: SHORTCUTS.select_all,
      isOffered: () => grid.total() > 0,
      run: () => onRange(0, grid.total() - 1),
    },
    {
      id: 'clear_selection',
      group: 'selection',
      name: { en: 'Select nothing', zh: '取消选择' },
      keys: SHORTCUTS.clear_selection,
      isOffered: () => gallerySelection.now().ids.size > 0,
      run: () => {
        forgetRange()
        gallerySelection.clear()
      },
    },
  ]
}

function viewCommands({ view }: Tools): Command[] {
  const shared = { group: 'clips' } as const
  const sized = (step: number): CardSize | undefined => SIZES[SIZES.indexOf(view.size) + step]
  const resize = (id: 'larger' | 'smaller', name: Sentence, step: number): Command => ({
    ...shared,
    id,
    name,
    keys: SHORTCUTS[id],
    isOffered: () => sized(step) !== undefined,
    run: () => showView({ ...view, size: sized(step) ?? view.size }, 'replace'),
  })
  return [
    {
      ...shared,
      id: 'by_shot',
      name:
        view.by === 'shot'
          ? { en: 'Show every take', zh: '显示每一条' }
          : { en: 'Stack the takes of a shot', zh: '按镜头叠放' },
      keys: SHORTCUTS.by_shot,
      run: () => showView({ ...view, by: view.by === 'shot' ? 'take' : 'shot' }, 'push'),
    },
    resize('larger', { en: 'Larger cards', zh: '放大卡片' }, 1),
    resize('smaller', { en: 'Smaller cards', zh: '缩小卡片' }, -1),
  ]
}

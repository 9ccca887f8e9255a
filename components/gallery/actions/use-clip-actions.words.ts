import { defineWords } from '#lib/language/language.ts'

const clips = (count: number) => (count === 1 ? '1 clip' : `${count} clips`)
const takes = (count: number) => (count === 1 ? '1 other take' : `${count} other takes`)

export const ACTION_WORDS = defineWords({
  en: {
    rated: (count: number, stars: number) =>
      stars === 0
        ? `Rating taken from ${clips(count)}`
        : `${clips(count)} rated ${stars === 1 ? '1 star' : `${stars} stars`}`,
    picked: (count: number) => `${clips(count)} picked`,
    rejected: (count: number) => `${clips(count)} rejected`,
    open: (count: number) => `${clips(count)} neither picked nor rejected`,
    favourite: (count: number) => `${clips(count)} added to your favourites`,
    noFavourite: (count: number) => `${clips(count)} taken from your favourites`,
    tagged: (count: number) => `Tags changed on ${clips(count)}`,
    moved: (count: number, others: number, project: string) =>
      others === 0
        ? `${clips(count)} moved to ${project}`
        : `${clips(count)} and ${takes(others)} of their shots moved to ${project}`,
    binned: (count: number) => `${clips(count)} put in the bin, for 30 days`,
    restored: (count: number) => `${clips(count)} restored`,
    nothing: 'Nothing to change: it is so already',
    undo: 'Undo',
    undone: (count: number) => `Undone: ${clips(count)}`,
    failed: 'Nothing was changed',
    partly: (done: number, all: number) => `Only ${done} of ${all} clips were changed`,
    tryAgain: 'Try again.',
    tooMany: (most: number) => `A zip takes ${most} clips at most`,
    selectFewer: 'Select fewer, and download the rest after it.',
    zipFailed: 'The zip could not be made',
  },
  zh: {
    rated: (count, stars) => (stars === 0 ? `已清除 ${count} 条的评分` : `已将 ${count} 条评为 ${stars} 星`),
    picked: (count) => `已选用 ${count} 条`,
    rejected: (count) => `已淘汰 ${count} 条`,
    open: (count) => `已取消 ${count} 条的取舍`,
    favourite: (count) => `已收藏 ${count} 条`,
    noFavourite: (count) => `已取消收藏 ${count} 条`,
    tagged: (count) => `已更改 ${count} 条的标签`,
    moved: (count, others, project) =>
      others === 0
        ? `已将 ${count} 条移至“${project}”`
        : `已将 ${count} 条及其镜头的另外 ${others} 条移至“${project}”`,
    binned: (count) => `已将 ${count} 条移入回收站，保留 30 天`,
    restored: (count) => `已恢复 ${count} 条`,
    nothing: '没有需要更改的内容',
    undo: '撤销',
    undone: (count) => `已撤销：${count} 条`,
    failed: '没有任何改动',
    partly: (done, all) => `${all} 条中只更改了 ${done} 条`,
    tryAgain: '请重试。',
    tooMany: (most) => `一个压缩包最多 ${most} 条`,
    selectFewer: '请少选一些，分几次下载。',
    zipFailed: '无法生成压缩包',
  },
})

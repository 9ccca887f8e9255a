import { defineWords } from '#lib/language/language.ts'

export const GUEST_WORDS = defineWords({
  en: {
    clips: 'Clips',
    count: (count: number) => (count === 1 ? '1 clip' : `${count} clips`),
    clip: (place: number) => `Clip ${place}`,
    play: (place: number) => `Play clip ${place}`,
    more: 'Show more',
    none: 'There is nothing in this link just now. Look again later.',
    download: 'Download',
    prompt: 'Prompt',
    failed: 'The server did not answer. Press again.',
    gone: 'This link is over. Ask whoever sent it for a new one.',
  },
  zh: {
    clips: '成片',
    count: (count) => `${count} 条成片`,
    clip: (place) => `成片 ${place}`,
    play: (place) => `播放成片 ${place}`,
    more: '显示更多',
    none: '这个链接里暂时没有内容。请稍后再看。',
    download: '下载',
    prompt: '提示词',
    failed: '服务器没有回应。请再按一次。',
    gone: '这个链接已失效。请向发送者索取新的链接。',
  },
})

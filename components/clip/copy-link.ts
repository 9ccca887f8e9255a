/** The clip's address at a frame, to be sent to somebody. */
import { copyText } from '#components/ui/copy-text.ts'
import { notify } from '#components/ui/notify.ts'
import { defineWords, type Language } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    copied: (frame: number) => `The link to frame ${frame} is copied`,
    copiedWhole: 'The link to the clip is copied',
    notCopied: 'The browser didn’t allow copying',
    allow: 'Allow the clipboard for this page, or copy the address from the address bar.',
  },
  zh: {
    copied: (frame) => `已复制第 ${frame} 帧的链接`,
    copiedWhole: '已复制成片的链接',
    notCopied: '浏览器不允许复制',
    allow: '请允许这个页面使用剪贴板，或从地址栏复制地址。',
  },
})

/** Without a frame: to the clip from its beginning. */
export async function copyLinkAt(id: string, frame: number | undefined, language: Language): Promise<void> {
  const words = WORDS[language]
  const address = new URL(`/clips/${id}`, window.location.origin)
  if (frame !== undefined) address.searchParams.set('f', String(frame))
  const isCopied = await copyText(address.href)
  if (!isCopied) notify({ kind: 'problem', message: words.notCopied, advice: words.allow })
  else notify({ kind: 'done', message: frame === undefined ? words.copiedWhole : words.copied(frame) })
}

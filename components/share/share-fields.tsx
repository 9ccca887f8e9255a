import { useId } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { ShareOptions } from '#lib/api/shares.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    ends: 'Ends',
    days: (days: number) => (days === 1 ? 'after 1 day' : `after ${days} days`),
    never: 'never by itself',
    same: 'as it is now',
    title: 'Title (guests read it)',
    titleHint: 'Empty: the name of the project.',
    askPassword: 'Ask for a password',
    password: 'Password',
    passwordHint: 'At least 6 characters. Send it another way than the link.',
    newPassword: 'New password',
    newPasswordHint: 'Empty: as it is now. With a new one, who is in has to give it.',
    comments: 'Comments',
    commentsHint: 'Guests comment and draw, and read what is said through this link and your answers to it.',
    allComments: 'The team’s comments too',
    allCommentsHint: 'Everything that is said of these clips, by colleagues and through other links.',
    verdict: 'Verdict',
    download: 'Download',
    downloadHint: 'Off: no file is given out. What plays can still be recorded.',
    noDownload: 'Off while words lie over the picture.',
    prompt: 'Show the prompt',
    preview: 'Preview in messengers',
    previewHint: 'Title and first picture. Not with a password.',
    watermark: 'Words over the picture (optional)',
    watermarkHint: 'Against screenshots. Whoever knows how to can still save the clip without them.',
  },
  zh: {
    ends: '到期',
    days: (days) => `${days} 天后`,
    never: '不自动到期',
    same: '保持不变',
    title: '标题（访客可见）',
    titleHint: '留空则使用项目名称。',
    askPassword: '需要密码',
    password: '密码',
    passwordHint: '至少 6 个字符。请用其他方式发送密码。',
    newPassword: '新密码',
    newPasswordHint: '留空则保持不变。设置新密码后，已打开的访客需要重新输入。',
    comments: '评论',
    commentsHint: '访客可以评论和标注，并看到通过这个链接发表的评论及你们的回复。',
    allComments: '包括团队的评论',
    allCommentsHint: '这些成片的全部评论，含同事的评论和其他链接的评论。',
    verdict: '评定',
    download: '下载',
    downloadHint: '关闭后不提供文件，但播放的内容仍可能被录制。',
    noDownload: '画面上有水印文字时不提供下载。',
    prompt: '显示提示词',
    preview: '聊天软件中的预览',
    previewHint: '显示标题和第一张画面。设有密码时不显示。',
    watermark: '画面水印文字（可选）',
    watermarkHint: '用于防截屏。懂技术的人仍可能保存不带水印的成片。',
  },
})

export interface ShareWish {
  title: string
  /** Undefined: as it is; null: never. */
  days: number | null | undefined
  asksPassword: boolean
  password: string
  options: ShareOptions
}

const LIVES = [1, 7, 30, 90, 365]

/** What a link can allow, for a new one and for one that there is. */
export function ShareFields({
  wish,
  onWish,
  atField,
  known,
}: {
  wish: ShareWish
  onWish: (wish: ShareWish) => void
  atField: Readonly<Record<string, string>>
  /** Of a link that there is; absent for a new one. */
  known?: { hasPassword: boolean; isOver: boolean }
}) {
  const words = useWords(WORDS)
  const ends = useId()
  const { options } = wish
  const set = (part: Partial<ShareOptions>) => onWish({ ...wish, options: { ...options, ...part } })
  const isCovered = options.watermark !== null
  return (
    <div className="space-y-4">
      <TextField
        label={words.title}
        value={wish.title}
        maxLength={80}
        onText={(title) => onWish({ ...wish, title })}
        {...(!known && { hint: words.titleHint })}
        problem={atField['title']}
      />
      <div className="space-y-1.5">
        <label htmlFor={ends} className="block text-sm font-medium">
          {words.ends}
        </label>
        <select
          id={ends}
          value={String(wish.days)}
          onChange={({ target }) => onWish({ ...wish, days: daysIn(target.value) })}
          className="h-9 w-full rounded-md bg-hover px-2 touch:h-11 touch:text-lg"
        >
          {known && <option value="undefined">{words.same}</option>}
          {LIVES.map((days) => (
            <option key={days} value={days}>
              {words.days(days)}
            </option>
          ))}
          <option value="null">{words.never}</option>
        </select>
      </div>
      <div className="space-y-2">
        <Switch
          label={words.askPassword}
          checked={wish.asksPassword}
          onChange={(asksPassword) => onWish({ ...wish, asksPassword })}
        />
        {wish.asksPassword && (
          <TextField
            label={known?.hasPassword ? words.newPassword : words.password}
            type="text"
            value={wish.password}
            onText={(password) => onWish({ ...wish, password })}
            hint={known?.hasPassword ? words.newPasswordHint : words.passwordHint}
            problem={atField['password']}
          />
        )}
      </div>
      <div className="space-y-1.5">
        <Switch
          label={words.comments}
          hint={words.commentsHint}
          checked={options.comments}
          onChange={(comments) => set({ comments })}
        />
        {options.comments && (
          <Switch
            label={words.allComments}
            hint={words.allCommentsHint}
            checked={options.allComments}
            onChange={(allComments) => set({ allComments })}
          />
        )}
        <Switch label={words.verdict} checked={options.verdict} onChange={(verdict) => set({ verdict })} />
        <Switch
          label={words.download}
          hint={isCovered ? words.noDownload : words.downloadHint}
          checked={options.download && !isCovered}
          disabled={isCovered}
          onChange={(download) => set({ download })}
        />
        <Switch
          label={words.prompt}
          checked={options.showPrompt}
          onChange={(showPrompt) => set({ showPrompt })}
        />
        <Switch
          label={words.preview}
          hint={words.previewHint}
          checked={options.linkPreview}
          onChange={(linkPreview) => set({ linkPreview })}
        />
      </div>
      <TextField
        label={words.watermark}
        value={options.watermark ?? ''}
        maxLength={60}
        onText={(text) => set({ watermark: text === '' ? null : text })}
        hint={words.watermarkHint}
        problem={atField['options.watermark']}
      />
    </div>
  )
}

function daysIn(value: string): ShareWish['days'] {
  if (value === 'undefined') return undefined
  return value === 'null' ? null : Number(value)
}

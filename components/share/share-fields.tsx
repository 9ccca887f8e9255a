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
    password: 'Password (optional)',
    passwordHint: 'At least 6 characters. Send it another way than the link.',
    comments: 'Comments',
    commentsHint: 'Guests read all comments of these clips and write their own.',
    verdict: 'Verdict',
    download: 'Download',
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
    password: '密码（可选）',
    passwordHint: '至少 6 个字符。请用其他方式发送密码。',
    comments: '评论',
    commentsHint: '访客可以看到这些成片的全部评论，也可以发表评论。',
    verdict: '审片意见',
    download: '下载',
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
  password: string
  options: ShareOptions
}

const LIVES = [1, 7, 30, 90, 365]

/** What a link can allow, for a new one and for one that there is. */
export function ShareFields({
  wish,
  onWish,
  atField,
  isNew,
}: {
  wish: ShareWish
  onWish: (wish: ShareWish) => void
  atField: Readonly<Record<string, string>>
  isNew: boolean
}) {
  const words = useWords(WORDS)
  const ends = useId()
  const { options } = wish
  const set = (part: Partial<ShareOptions>) => onWish({ ...wish, options: { ...options, ...part } })
  const isCovered = options.watermark !== null
  return (
    <div className="space-y-4">
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
          {!isNew && <option value="undefined">{words.same}</option>}
          {LIVES.map((days) => (
            <option key={days} value={days}>
              {words.days(days)}
            </option>
          ))}
          <option value="null">{words.never}</option>
        </select>
      </div>
      {isNew && (
        <TextField
          label={words.password}
          type="text"
          value={wish.password}
          onText={(password) => onWish({ ...wish, password })}
          hint={words.passwordHint}
          problem={atField['password']}
        />
      )}
      <div>
        <Switch
          label={words.comments}
          hint={words.commentsHint}
          checked={options.comments}
          onChange={(comments) => set({ comments })}
        />
        <Switch label={words.verdict} checked={options.verdict} onChange={(verdict) => set({ verdict })} />
        <Switch
          label={words.download}
          {...(isCovered && { hint: words.noDownload })}
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

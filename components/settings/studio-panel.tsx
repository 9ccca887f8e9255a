'use client'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import { defineWords, LOCALES } from '#lib/language/language.ts'
import { storageQuery } from '#lib/queries/storage.ts'
import { SettingsCard } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    provider: 'Provider',
    kinds: {
      sandbox: 'The built-in sandbox: nothing is charged',
      gateway: 'A Seedance gateway',
      ark: 'Volcano Ark or BytePlus ModelArk',
      'openai-videos': 'An OpenAI videos endpoint',
    },
    key: 'A key is set. It stays on the server.',
    noKey: 'No key is set. Set SEEDANCE_API_KEY and SEEDANCE_BASE_URL to connect a provider.',
    storage: 'Storage',
    names: { image: 'Pictures', video: 'Clips', audio: 'Sounds' },
    files: (count: string) => `${count} files`,
    stray: (count: string) => `Files that belong to nothing: ${count}. npm run files lists them.`,
    missing: (count: string) => `Files that are missing: ${count}. npm run files lists them.`,
  },
  zh: {
    provider: '服务商',
    kinds: {
      sandbox: '内置沙盒：不收费',
      gateway: 'Seedance 网关',
      ark: '火山方舟或 BytePlus ModelArk',
      'openai-videos': 'OpenAI 视频接口',
    },
    key: '已设置密钥，密钥只保存在服务器上。',
    noKey: '未设置密钥。要连接服务商，请设置 SEEDANCE_API_KEY 和 SEEDANCE_BASE_URL。',
    storage: '存储',
    names: { image: '图片', video: '视频', audio: '音频' },
    files: (count) => `${count} 个文件`,
    stray: (count) => `不属于任何内容的文件：${count} 个。运行 npm run files 可列出。`,
    missing: (count) => `缺失的文件：${count} 个。运行 npm run files 可列出。`,
  },
})

/** What the studio stands on: the provider, never its key or address, and the storage. */
export function StudioPanel({ provider }: { provider: StudioInfo['provider'] }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const { data } = useQuery(storageQuery)
  const number = new Intl.NumberFormat(LOCALES[language])
  const size = new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  })
  return (
    <>
      <SettingsCard title={words.provider}>
        <p>{words.kinds[provider.kind]}</p>
        <p className="mt-1 text-sm text-ink-2">{provider.hasKey ? words.key : words.noKey}</p>
      </SettingsCard>
      <SettingsCard title={words.storage}>
        {data && (
          <dl className="grid max-w-110 grid-cols-[1fr_auto_auto] gap-x-6 gap-y-1 text-sm tabular-nums">
            {data.media.map(({ kind, count, bytes }) => (
              <div key={kind} className="contents">
                <dt>{words.names[kind]}</dt>
                <dd className="text-right text-ink-2">{words.files(number.format(count))}</dd>
                <dd className="text-right text-ink-2">{size.format(bytes / 1_000_000)}</dd>
              </div>
            ))}
          </dl>
        )}
        {data && data.stray.count > 0 && (
          <p className="mt-3 text-sm text-ink-2">{words.stray(number.format(data.stray.count))}</p>
        )}
        {data && data.lost.count > 0 && (
          <p className="mt-3 text-sm text-bad">{words.missing(number.format(data.lost.count))}</p>
        )}
      </SettingsCard>
    </>
  )
}

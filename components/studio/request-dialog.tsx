'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { RequestPreview } from '#lib/api/preview.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { previewQuery } from '#lib/queries/preview.ts'
import { RequestFacts } from './request-facts.tsx'
import { RequestSteps } from './request-steps.tsx'
import { requestAsCurl, requestAsJson } from './request-text.ts'
import { RequestWords } from './request-words.tsx'

const WORDS = defineWords({
  en: {
    title: 'Exact request',
    loading: 'Asking the server what it would send',
    failed: 'The server could not say what it would send. Nothing was sent; close this and try again.',
    json: 'What is sent',
    jsonHint:
      'Files are shown by kind, size and hash; the address of the provider and the key stay on the server.',
    identity: 'The id of the take is written in at the press.',
    callback:
      'The provider calls the studio there when it has news; the rest of that address is the take’s own secret.',
    copyJson: 'Copy JSON',
    copyCurl: 'Copy as curl',
    copied: 'Copied',
    refused: 'The browser refused; select the text and copy it.',
  },
  zh: {
    title: '完整请求',
    loading: '正在向服务器查询要发送的内容',
    failed: '服务器没能给出要发送的内容。什么都没有发送；请关闭后再试一次。',
    json: '发送的内容',
    jsonHint: '文件以类型、大小和哈希值表示；服务商地址和密钥只留在服务器上。',
    identity: '生成的 ID 会在按下时写入。',
    callback: '服务商有进展时会回调工作室的这个地址；地址的其余部分是每条生成各自的密钥。',
    copyJson: '复制 JSON',
    copyCurl: '复制为 curl',
    copied: '已复制',
    refused: '浏览器不允许复制；请选中文字手动复制。',
  },
})

/** What one press would send, word for word, before it is paid. */
export default function RequestDialog({
  recipes,
  takes,
  free,
  projectId,
  onClose,
}: {
  /** Each variation has its own request. */
  recipes: readonly [Recipe, ...Recipe[]]
  takes: number
  free: boolean
  projectId: string
  onClose: () => void
}) {
  const words = useWords(WORDS)
  // As it was when the dialog opened: nothing changes while it is read.
  const [all] = useState(recipes)
  const [place, setPlace] = useState(0)
  const { data: preview, isError } = useQuery(previewQuery(all[place] ?? all[0], { projectId, takes }))
  return (
    <Dialog title={words.title} onClose={onClose} className="w-[760px]">
      {all.length > 1 && <RequestSteps place={place} count={all.length} onGo={setPlace} />}
      <div className="min-h-64 scrollbar-quiet overflow-y-auto px-5 py-4">
        {preview ? (
          <div className="space-y-5">
            <RequestWords preview={preview} />
            <RequestFacts preview={preview} takes={takes} free={free} />
            <Json preview={preview} />
          </div>
        ) : isError ? (
          <p role="alert" className="text-bad">
            {words.failed}
          </p>
        ) : (
          <p role="status" className="flex items-center gap-2 text-ink-2">
            <Spinner /> {words.loading}
          </p>
        )}
      </div>
      {preview && (
        <footer className="flex flex-wrap justify-end gap-2 border-t p-3">
          <CopyButton label={words.copyCurl} text={() => requestAsCurl(preview)} />
          <CopyButton label={words.copyJson} text={() => requestAsJson(preview)} />
        </footer>
      )}
    </Dialog>
  )
}

function Json({ preview }: { preview: RequestPreview }) {
  const words = useWords(WORDS)
  return (
    <section aria-label={words.json} className="space-y-2">
      <h3 className="font-medium">{words.json}</h3>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too
        tabIndex={0}
        role="region"
        aria-label="JSON"
        data-request-json
        className="max-h-96 scrollbar-quiet overflow-auto rounded-lg bg-raised p-3 font-mono text-xs leading-relaxed text-ink ring-1 ring-line"
      >
        {requestAsJson(preview)}
      </pre>
      <p className="text-xs text-pretty text-ink-3">
        {words.jsonHint} {preview.identityField !== undefined && words.identity}{' '}
        {preview.callbackField !== undefined && words.callback}
      </p>
    </section>
  )
}

function CopyButton({ label, text }: { label: string; text: () => string }) {
  const words = useWords(WORDS)
  const [result, setResult] = useState<'copied' | 'refused'>()
  const copy = () => void copyText(text()).then((copied) => setResult(copied ? 'copied' : 'refused'))
  return (
    <span className="flex items-center gap-2">
      <output className="text-xs text-ink-2">{result && words[result]}</output>
      <Button onClick={copy}>
        {result === 'copied' ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
        {label}
      </Button>
    </span>
  )
}

'use client'
import { CircleAlert, CircleCheck, PlugZap } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { asSaid, defineWords } from '#lib/language/language.ts'
import { checkProvider, type ConnectionReport } from '#lib/queries/provider.ts'
import { useFormat } from './use-format.ts'

interface ProviderWords {
  names: Record<StudioInfo['provider']['kind'], string>
  provider: string
  keyStays: string
  noKey: string
  asking: string
  check: string
  took: (milliseconds: string) => string
  failed: string
}

const WORDS = defineWords<ProviderWords>({
  en: {
    names: {
      sandbox: 'Sandbox',
      gateway: 'Seedance gateway',
      ark: 'Volcano Ark',
      'openai-videos': 'OpenAI-style videos',
    },
    provider: 'Provider',
    keyStays: 'The key stays on the server. Checking the connection starts no task and costs nothing.',
    noKey: 'No key is set. Put SEEDANCE_API_KEY into the server’s environment or .env and start it again.',
    asking: 'Asking the provider',
    check: 'Check connection',
    took: (milliseconds) => `(${milliseconds} ms)`,
    failed: 'The check itself failed. Try again.',
  },
  zh: {
    names: {
      sandbox: '沙盒',
      gateway: 'Seedance 网关',
      ark: '火山方舟',
      'openai-videos': 'OpenAI 风格的视频接口',
    },
    provider: '服务商',
    keyStays: '密钥只保存在服务器上。检查连接不会创建任务，也不产生费用。',
    noKey: '没有设置密钥。请在服务器的环境变量或 .env 中填写 SEEDANCE_API_KEY，然后重新启动。',
    asking: '正在询问服务商',
    check: '检查连接',
    took: (milliseconds) => `（${milliseconds} ms）`,
    failed: '检查没有完成，请再试一次。',
  },
})

/** Which provider is connected, and a check that costs nothing. */
export default function ProviderCheck({ provider }: { provider: StudioInfo['provider'] }) {
  const words = useWords(WORDS)
  const { open, triggerProps, panelProps } = usePopover({ align: 'end' })
  const [report, setReport] = useState<ConnectionReport>()
  const [isAsking, setAsking] = useState(false)
  const check = () => {
    setAsking(true)
    void checkProvider()
      .catch((error: unknown) => ({
        ok: false,
        message: error instanceof AppError ? error.said : asSaid(words.failed),
        latencyMs: 0,
      }))
      .then(setReport)
      .finally(() => setAsking(false))
  }
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        className="flex h-8 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-11"
      >
        {provider.hasKey ? (
          <PlugZap aria-hidden size={14} />
        ) : (
          <CircleAlert aria-hidden size={14} className="text-wait" />
        )}
        <span className="max-sm:sr-only">{words.names[provider.kind]}</span>
      </button>
      <PopoverPanel {...panelProps} role="dialog" aria-label={words.provider} className="w-80">
        {open && (
          <div className="space-y-3 p-3">
            <p className="text-ink-2">{provider.hasKey ? words.keyStays : words.noKey}</p>
            <Button className="w-full" disabled={isAsking} onClick={check}>
              {isAsking && <Spinner />}
              {isAsking ? words.asking : words.check}
            </Button>
            <output className="block">{report && <Report report={report} />}</output>
          </div>
        )}
      </PopoverPanel>
    </>
  )
}

function Report({ report }: { report: ConnectionReport }) {
  const words = useWords(WORDS)
  const say = useSay()
  const { number } = useFormat()
  const Icon = report.ok ? CircleCheck : CircleAlert
  return (
    <p className="flex items-start gap-2">
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${report.ok ? 'text-good' : 'text-bad'}`} />
      <span className="text-pretty">
        {say(report.message)}
        {report.ok && (
          <span className="text-ink-3 tabular-nums"> {words.took(number(Math.round(report.latencyMs)))}</span>
        )}
      </span>
    </p>
  )
}

'use client'
import { CircleAlert, CircleCheck, PlugZap } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { checkProvider, type ConnectionReport } from '#lib/queries/provider.ts'

const NAMES: Record<StudioInfo['provider']['kind'], string> = {
  sandbox: 'Sandbox',
  gateway: 'Seedance gateway',
  ark: 'Volcano Ark',
  'openai-videos': 'OpenAI-style videos',
}

/** Which provider is connected, and a check that costs nothing. */
export default function ProviderCheck({ provider }: { provider: StudioInfo['provider'] }) {
  const { open, triggerProps, panelProps } = usePopover({ align: 'end' })
  const [report, setReport] = useState<ConnectionReport>()
  const [isAsking, setAsking] = useState(false)
  const check = () => {
    setAsking(true)
    void checkProvider()
      .catch((error: unknown) => ({ ok: false, message: messageOf(error), latencyMs: 0 }))
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
        <span className="max-sm:sr-only">{NAMES[provider.kind]}</span>
      </button>
      <PopoverPanel {...panelProps} role="dialog" aria-label="Provider" className="w-80">
        {open && (
          <div className="space-y-3 p-3">
            <p className="text-ink-2">
              {provider.hasKey
                ? 'The key stays on the server. Checking the connection starts no task and costs nothing.'
                : 'No key is set. Put SEEDANCE_API_KEY into the server’s environment or .env and start it again.'}
            </p>
            <Button className="w-full" disabled={isAsking} onClick={check}>
              {isAsking && <Spinner />}
              {isAsking ? 'Asking the provider' : 'Check connection'}
            </Button>
            <output className="block">{report && <Report report={report} />}</output>
          </div>
        )}
      </PopoverPanel>
    </>
  )
}

function Report({ report }: { report: ConnectionReport }) {
  const Icon = report.ok ? CircleCheck : CircleAlert
  return (
    <p className="flex items-start gap-2">
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${report.ok ? 'text-good' : 'text-bad'}`} />
      <span className="text-pretty">
        {report.message}
        {report.ok && <span className="text-ink-3 tabular-nums"> ({Math.round(report.latencyMs)} ms)</span>}
      </span>
    </p>
  )
}

function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'The check itself failed. Try again.'
}

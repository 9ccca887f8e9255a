import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { Switch } from '#components/ui/switch.tsx'
import { defineWords } from '#lib/language/language.ts'
import { noticesQuery, switchNoticeMail } from '#lib/queries/notifications.ts'
import { SettingsCard } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    title: 'Notifications',
    label: 'Send me by e-mail what I have not read',
    hint: 'One e-mail for what gathers in five minutes, in the language you use here.',
    noEmail: 'Save an e-mail address above first.',
    failed: 'The server did not answer, so nothing may have changed. Press again.',
  },
  zh: {
    title: '通知',
    label: '未读通知发送到我的邮箱',
    hint: '五分钟内的通知合并为一封邮件，语言与你在这里使用的一致。',
    noEmail: '请先在上面保存邮箱。',
    failed: '服务器没有回应，可能没有改动。请再按一次。',
  },
})

/** Where the e-mails lead whoever wants no more of them. Nothing is shown where the studio can send none. */
export function MailCard({ hasEmail }: { hasEmail: boolean }) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const { data } = useQuery(noticesQuery)
  const card = useRef<HTMLDivElement>(null)
  const isShown = data?.mail.isSetUp ?? false
  // The browser looked for it before it was there.
  useEffect(() => {
    if (isShown && window.location.hash === '#mail') card.current?.scrollIntoView({ block: 'center' })
  }, [isShown])
  if (!data?.mail.isSetUp) return null
  return (
    <div ref={card} id="mail">
      <SettingsCard title={words.title}>
        <div className="max-w-prose">
          <Switch
            label={words.label}
            hint={hasEmail ? words.hint : words.noEmail}
            checked={data.mail.isOn && hasEmail}
            disabled={!hasEmail}
            onChange={(isOn) =>
              void switchNoticeMail(client, isOn).catch(() =>
                notify({ kind: 'problem', message: words.failed }),
              )
            }
          />
        </div>
      </SettingsCard>
    </div>
  )
}

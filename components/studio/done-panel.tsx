'use client'
import { useState } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { defineWords } from '#lib/language/language.ts'
import { playChime } from './done-chime.ts'
import { keepDoneSettings, readDoneSettings, type DoneSettings } from './done-settings.ts'

const WORDS = defineWords({
  en: {
    title: 'When a take is done',
    always: 'The title of a hidden tab counts what is done.',
    notify: 'Notification',
    hints: {
      default: 'While the tab is hidden. The browser asks you once.',
      granted: 'While the tab is hidden.',
      denied: 'The browser refuses them for this address. Allow them in its site settings.',
      missing: 'This browser has none for this address: they need https or localhost.',
    },
    sound: 'Soft sound',
    soundHint: 'Two quiet notes.',
  },
  zh: {
    title: '生成结束时',
    always: '标签页隐藏时，标题会显示已结束的条数。',
    notify: '通知',
    hints: {
      default: '标签页隐藏时发送。浏览器会询问一次。',
      granted: '标签页隐藏时发送。',
      denied: '浏览器拒绝了这个地址的通知，请在网站设置中允许。',
      missing: '浏览器在这个地址上不提供通知：需要 https 或 localhost。',
    },
    sound: '提示音',
    soundHint: '两声轻音。',
  },
})

/** How to hear of takes that are done. The browser's question comes from the press on the switch, never by itself. */
export default function DonePanel() {
  const words = useWords(WORDS)
  const [settings, setSettings] = useState(readDoneSettings)
  const [permission, setPermission] = useState(permissionNow)
  const change = (part: Partial<DoneSettings>) => {
    const next = { ...settings, ...part }
    keepDoneSettings(next)
    setSettings(next)
  }
  const wantNotifications = async (wanted: boolean) => {
    if (!wanted) return change({ notify: false })
    const answer = await Notification.requestPermission()
    setPermission(answer)
    change({ notify: answer === 'granted' })
  }
  return (
    <div className="space-y-2 p-3">
      <p className="font-medium">{words.title}</p>
      <Switch
        label={words.notify}
        hint={words.hints[permission]}
        checked={settings.notify && permission === 'granted'}
        disabled={permission === 'denied' || permission === 'missing'}
        onChange={(wanted) => void wantNotifications(wanted)}
      />
      <Switch
        label={words.sound}
        hint={words.soundHint}
        checked={settings.sound}
        onChange={(sound) => {
          change({ sound })
          if (sound) playChime()
        }}
      />
      <p className="text-xs text-ink-3">{words.always}</p>
    </div>
  )
}

function permissionNow(): NotificationPermission | 'missing' {
  return typeof Notification === 'undefined' ? 'missing' : Notification.permission
}

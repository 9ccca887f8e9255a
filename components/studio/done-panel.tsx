'use client'
import { useState } from 'react'
import { Switch } from '#components/ui/switch.tsx'
import { playChime } from './done-chime.ts'
import { keepDoneSettings, readDoneSettings, type DoneSettings } from './done-settings.ts'

const WORDS = {
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
}

/** How to hear of takes that are done. The browser's question comes from the press on the switch, never by itself. */
export default function DonePanel() {
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
      <p className="font-medium">{WORDS.title}</p>
      <Switch
        label={WORDS.notify}
        hint={WORDS.hints[permission]}
        checked={settings.notify && permission === 'granted'}
        disabled={permission === 'denied' || permission === 'missing'}
        onChange={(wanted) => void wantNotifications(wanted)}
      />
      <Switch
        label={WORDS.sound}
        hint={WORDS.soundHint}
        checked={settings.sound}
        onChange={(sound) => {
          change({ sound })
          if (sound) playChime()
        }}
      />
      <p className="text-xs text-ink-3">{WORDS.always}</p>
    </div>
  )
}

function permissionNow(): NotificationPermission | 'missing' {
  return typeof Notification === 'undefined' ? 'missing' : Notification.permission
}

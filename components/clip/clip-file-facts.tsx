import { frameCount } from '#components/player/frame-math.ts'
import { useFormat } from '#components/studio/use-format.ts'
import { useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import { defineWords } from '#lib/language/language.ts'
import { FactList } from './fact-list.tsx'

const WORDS = defineWords({
  en: {
    name: 'Name',
    format: 'Format',
    picture: 'Picture',
    length: 'Length',
    frames: 'Frames',
    framesAt: (frames: string, fps: string) => `${frames} at ${fps} fps`,
    sound: 'Sound',
    yes: 'Yes',
    no: 'No',
    size: 'Size',
    rate: 'Bitrate',
  },
  zh: {
    name: '文件名',
    format: '格式',
    picture: '画面',
    length: '时长',
    frames: '帧数',
    framesAt: (frames, fps) => `${frames} 帧，${fps} fps`,
    sound: '声音',
    yes: '有',
    no: '无',
    size: '大小',
    rate: '码率',
  },
})

/** What the file is, as it lies on the storage. */
export function ClipFileFacts({ clip: { generation, downloadName } }: { clip: ClipDetail }) {
  const words = useWords(WORDS)
  const format = useFormat()
  const file = generation.clip
  if (!file) return null
  const { width, height, duration, fps, hasAudio, bytes, sha256 } = file
  const megabits = duration > 0 ? (bytes * 8) / duration / 1_000_000 : undefined
  return (
    <FactList
      facts={[
        [words.name, downloadName, 'break-words'],
        [words.format, file.format.toUpperCase()],
        [words.picture, `${width} × ${height}`],
        [words.length, format.seconds(duration)],
        [words.frames, words.framesAt(format.number(frameCount(duration, fps)), format.number(fps))],
        [words.sound, hasAudio ? words.yes : words.no],
        [words.size, format.fileSize(bytes)],
        [
          words.rate,
          megabits === undefined ? undefined : `${megabits.toFixed(megabits < 10 ? 1 : 0)} Mbit/s`,
        ],
        ['SHA-256', sha256, 'font-mono text-2xs break-all'],
      ]}
    />
  )
}

import { expect, test } from 'vitest'
import { takeCommands } from './text-commands.ts'

test.each([
  ['a lake --rs 720p --dur 5', 'a lake', ['resolution=720p', 'duration=5']],
  ['a lake --resolution 1080p', 'a lake', ['resolution=1080p']],
  ['a lake --ratio 16:9', 'a lake', ['ratio=16:9']],
  ['a lake --rt 9:16', 'a lake', ['ratio=9:16']],
  ['a lake --duration 8', 'a lake', ['duration=8']],
  ['a lake --framepersecond 24', 'a lake', ['framespersecond=24']],
  ['a lake --fps 24', 'a lake', ['framespersecond=24']],
  ['a lake --seed 0', 'a lake', ['seed=0']],
  ['a lake --camerafixed true', 'a lake', ['camera_fixed=true']],
  ['a lake --cf false', 'a lake', ['camera_fixed=false']],
  ['a lake --watermark true', 'a lake', ['watermark=true']],
  ['a lake --wm true  ', 'a lake', ['watermark=true']],
  ['a --dur 5 in the middle', 'a --dur 5 in the middle', []],
  ['a lake --style noir', 'a lake --style noir', []],
  ['a lake --style noir --dur 5', 'a lake --style noir', ['duration=5']],
  ['a lake --dur', 'a lake --dur', []],
  ['', '', []],
])('§3.2: commands in %j', (input, text, commands) => {
  const found = takeCommands(input)
  expect(found.text).toBe(text)
  expect(found.commands.map(({ parameter, value }) => `${parameter}=${value}`)).toEqual(commands)
})

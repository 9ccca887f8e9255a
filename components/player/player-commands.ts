/** Everything that the player does by key: what its listener runs, and what the map of keys shows. */
import type { Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { FrameControls } from './frame-player.ts'
import { toggleCount, toggleSafeAreas } from './player-view.ts'
import { nextSpeed } from './speeds.ts'

/** What is not the clip's time; absent where it can't be done. */
export interface PlayerRoom {
  goTo?: () => void
  fullscreen?: () => void
  pictureInPicture?: () => void
  saveFrame?: () => void
  copyLink?: () => void
}

/** `isHeld`: K is down. */
export function playerCommands(player: FrameControls, room: PlayerRoom, isHeld: () => boolean): Command[] {
  const step = (by: number) => () => void player.stepBy(by)
  const change = (direction: 1 | -1) => () => player.setSpeed(nextSpeed(player.state().speed, direction))
  const still = (frame: number) => () => {
    player.pause()
    void player.seekToFrame(frame)
  }
  return [
    own('play_pause', { en: 'Play or stop', zh: '播放或暂停' }, player.toggle),
    own('play_backwards', { en: 'Backwards; again: faster', zh: '倒放，再按加速' }, () =>
      player.shuttle('J', isHeld()),
    ),
    own('stop', { en: 'Stop; with J or L: one frame', zh: '停止；按住再按 J 或 L：一帧' }, () =>
      player.shuttle('K'),
    ),
    own('play_forwards', { en: 'Forwards; again: faster', zh: '播放，再按加速' }, () =>
      player.shuttle('L', isHeld()),
    ),
    own('frame_back', { en: 'One frame back', zh: '后退一帧' }, step(-1)),
    own('frame_on', { en: 'One frame on', zh: '前进一帧' }, step(1)),
    own('ten_frames_back', { en: 'Ten frames back', zh: '后退十帧' }, step(-10)),
    own('ten_frames_on', { en: 'Ten frames on', zh: '前进十帧' }, step(10)),
    own('first_frame', { en: 'To the first frame', zh: '跳到第一帧' }, still(0)),
    own('final_frame', { en: 'To the last frame', zh: '跳到最后一帧' }, still(player.frames - 1)),
    own('go_to_frame', { en: 'Go to a frame', zh: '跳到某一帧' }, room.goTo),
    own('slower', { en: 'Slower', zh: '减速' }, change(-1)),
    own('faster', { en: 'Faster', zh: '加速' }, change(1)),
    own('mark_in', { en: 'Loop from here', zh: '从这里循环' }, player.markIn),
    own('mark_out', { en: 'Loop to here', zh: '循环到这里' }, player.markOut),
    own('clear_loop', { en: 'Clear the loop', zh: '清除循环' }, () => player.setLoop(undefined)),
    own('repeat_clip', { en: 'Repeat the clip', zh: '重复播放' }, () =>
      player.setRepeats(!player.state().repeats),
    ),
    own('mute', { en: 'Sound on or off', zh: '静音或取消' }, () => player.setMuted(!player.state().muted)),
    own('fullscreen', { en: 'Full screen', zh: '全屏' }, room.fullscreen),
    own('picture_in_picture', { en: 'Picture in picture', zh: '画中画' }, room.pictureInPicture),
    own('safe_areas', { en: 'Safe areas', zh: '安全区' }, toggleSafeAreas),
    own('count_frames', { en: 'Timecode or frames', zh: '时间码或帧号' }, toggleCount),
    own('save_frame', { en: 'Save this frame as PNG', zh: '将这一帧存为 PNG' }, room.saveFrame),
    own('copy_frame_link', { en: 'Copy link at this frame', zh: '复制这一帧的链接' }, room.copyLink),
  ].flat()
}

function own(id: ShortcutId, name: Sentence, run: (() => void) | undefined): Command[] {
  return run ? [{ id, group: 'player', name, keys: SHORTCUTS[id], isOwn: true, run }] : []
}

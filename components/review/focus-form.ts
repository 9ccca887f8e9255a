import { changeDesk, readDesk } from './desk.ts'

/** To the field of a new comment, at the frame that is shown; it stands beside the player, not on the whole screen. */
export function writeComment(): void {
  readDesk().player?.pause()
  changeDesk({ tab: 'comments', isDrawing: false })
  if (document.fullscreenElement) void document.exitFullscreen().then(() => focusForm())
  else focusForm()
}

/** The tab may still be loading, and what is said being read: 5 s at most. */
function focusForm(tries = 100): void {
  const field = document.querySelector<HTMLElement>('[data-comment-field]')
  if (field) field.focus()
  else if (tries > 0) setTimeout(() => focusForm(tries - 1), 50)
}

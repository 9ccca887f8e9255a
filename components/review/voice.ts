'use client'
/** To whom what is said goes, and what whoever says it can do: the studio's own people, unless a page says otherwise. */
import { createContext, use } from 'react'
import type { CreateCommentInput, Reaction } from '#lib/api/review.ts'
import { changeComment, deleteComment, postComment, reactTo } from '#lib/queries/review.ts'

export interface Voice {
  /** The id of what was said. */
  post(clipId: string, body: CreateCommentInput): Promise<string>
  reword(id: string, text: string): Promise<void>
  remove(id: string): Promise<void>
  /** Absent: they can't. */
  resolve?(id: string, resolved: boolean): Promise<void>
  react?(id: string, emoji: Reaction, on: boolean): Promise<void>
  /** False: something is missing that the page now asks for. Nothing is sent then. */
  isReady?(): boolean
}

const STUDIO: Voice = {
  post: postComment,
  reword: (id, text) => changeComment(id, { text }),
  remove: deleteComment,
  resolve: (id, resolved) => changeComment(id, { resolved }),
  react: reactTo,
}

export const VoiceOf = createContext<Voice>(STUDIO)

export function useVoice(): Voice {
  return use(VoiceOf)
}

/** /api/review: comments, verdicts and who was asked, of one clip. */
import * as z from 'zod/mini'
import type { Role } from '#lib/access/principal.ts'
import { type Standing, type Verdict, VERDICTS } from '#lib/generation/verdict.ts'
import { type Drawing, drawingSchema } from './drawing.ts'
import { idSchema, saying, wholeNumberSchema } from './values.ts'

/** A guest is somebody with a share link: their id is the link's own. */
export const AUTHOR_KINDS = ['member', 'guest'] as const
export interface Author {
  kind: (typeof AUTHOR_KINDS)[number]
  id: string
  name: string
}

export const REACTIONS = ['👍', '❤️', '🎉', '👀', '😄', '🤔'] as const
export type Reaction = (typeof REACTIONS)[number]

export const MAX_COMMENT_LENGTH = 4000
/** On one clip, answers too. */
export const MAX_COMMENTS = 1000
/** People asked for a verdict on one take. */
export const MAX_ASKED = 50

/** Frames of the clip, counted from 0, both ends included. */
export interface FrameRange {
  from: number
  to: number
}

export interface Comment {
  id: string
  /** The comment that it answers. Answers have no answers. */
  parentId?: string
  author: Author
  /** Plain text with line breaks; people are `<@id>`. '' once removed. */
  text: string
  /** Absent: about the whole clip. */
  frames?: FrameRange
  drawing?: Drawing
  reactions: { emoji: Reaction; names: string[]; isMine: boolean }[]
  createdAt: number
  editedAt?: number
  /** Only its answers keep it in the list. */
  isRemoved?: true
  resolved?: { at: number; by: string }
  /** The take that was made from it. */
  madeInto?: { clipId: string; take: number }
  canEdit: boolean
  canRemove: boolean
}

export interface GivenVerdict {
  author: Author
  verdict: Verdict
  at: number
}

export interface Person {
  id: string
  name: string
  role: Role
}

export interface ClipReview {
  /** Ask again with `after`: 204 until something changes. */
  version: number
  /** The oldest first. */
  comments: Comment[]
  verdicts: GivenVerdict[]
  /** Who was asked, whether they have answered or not. */
  asked: { person: Author; by: string; at: number }[]
  standing?: Standing
  /** Whoever reads. */
  you: { id: string; mayWrite: boolean; mayAsk: boolean; mayJudge: boolean }
  /** Members who see the clip, by name; none of them for a guest. */
  people: Person[]
}

export const reviewParamsSchema = z.strictObject({ id: idSchema })
export const reviewQuerySchema = z.strictObject({
  /** `version` of the last answer. */
  after: z.optional(wholeNumberSchema(0, Number.MAX_SAFE_INTEGER)),
})

const textSchema = z.pipe(
  z.string().check(
    // Twice the length: line breaks may come as two signs, and blanks around are taken away.
    z.maxLength(MAX_COMMENT_LENGTH * 2),
  ),
  z.pipe(
    z.transform((text: string) => text.replaceAll(/\r\n?/g, '\n').trim()),
    z.string().check(
      z.maxLength(MAX_COMMENT_LENGTH),
      z.refine(
        (text) => !/[\p{Cc}]/u.test(text.replaceAll(/[\n\t]/g, '')),
        saying({ en: 'must be plain text', zh: '必须是纯文本' }),
      ),
    ),
  ),
)

const frameSchema = z.int().check(z.gte(0), z.lte(10_000_000))
const framesSchema = z.strictObject({ from: frameSchema, to: frameSchema }).check(
  z.refine(({ from, to }) => from <= to, {
    path: ['to'],
    ...saying({ en: 'must not lie before `from`', zh: '不能早于 `from`' }),
  }),
)

export const createCommentSchema = z
  .strictObject({
    text: textSchema,
    parentId: z.exactOptional(idSchema),
    frames: z.exactOptional(framesSchema),
    drawing: z.exactOptional(drawingSchema),
  })
  .check(
    z.refine(({ text, drawing }) => text !== '' || drawing !== undefined, {
      path: ['text'],
      ...saying({ en: 'must say something, or come with a drawing', zh: '请写点内容，或附上一幅标注' }),
    }),
    z.refine(({ drawing, frames }) => drawing === undefined || frames !== undefined, {
      path: ['frames'],
      ...saying({ en: 'must say on which frame the drawing is', zh: '标注必须对应某一帧' }),
    }),
    z.refine(({ parentId, frames }) => parentId === undefined || frames === undefined, {
      path: ['frames'],
      ...saying({ en: 'belong to the comment that is answered', zh: '回复沿用原评论的帧' }),
    }),
  )
export type CreateCommentInput = z.output<typeof createCommentSchema>

const wordsSchema = textSchema.check(
  z.refine((text) => text !== '', saying({ en: 'must say something', zh: '请写点内容' })),
)

export const editCommentSchema = z.strictObject({ text: wordsSchema })

/** One of them at a time: own words, or whether it is done with. */
export const changeCommentSchema = z
  .strictObject({
    text: z.exactOptional(wordsSchema),
    resolved: z.exactOptional(z.boolean()),
  })
  .check(
    z.refine(({ text, resolved }) => (text === undefined) !== (resolved === undefined), {
      ...saying({
        en: 'must be either new words or whether it is resolved',
        zh: '只能修改内容或标记是否解决',
      }),
      path: ['text'],
    }),
  )
export type ChangeCommentInput = z.output<typeof changeCommentSchema>

export const reactSchema = z.strictObject({ emoji: z.enum(REACTIONS), on: z.boolean() })

/** Null takes it back. */
export const giveVerdictSchema = z.strictObject({ verdict: z.nullable(z.enum(VERDICTS)) })

/** Everybody who is asked from now on; who has answered already stays answered. */
export const askVerdictSchema = z.strictObject({
  userIds: z.array(idSchema).check(z.maxLength(MAX_ASKED)),
})

const MENTION = /<@([a-z0-9_]{1,64})>/g

/** Ids of the people that a text names, each once. */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, id = '']) => id))]
}

/** A text in its parts: words, and people by their id. */
export function partsOfText(text: string): ({ text: string } | { userId: string })[] {
  return text
    .split(MENTION)
    .map((part, index) => (index % 2 === 1 ? { userId: part } : { text: part }))
    .filter((part) => !('text' in part) || part.text !== '')
}

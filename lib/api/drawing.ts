/** What somebody drew on a frame: vectors in parts of the picture, so that they are crisp at every size. */
import * as z from 'zod/mini'
import { saying } from './values.ts'

export const DRAWING_TOOLS = ['pen', 'arrow', 'box'] as const
/** Names; the screen's colours for them are in app/globals.css. */
export const DRAWING_COLOURS = ['red', 'yellow', 'green', 'blue', 'white'] as const

export const MAX_SHAPES = 60
/** Of one line of the pen, and of all of them. */
export const MAX_SHAPE_POINTS = 500
export const MAX_DRAWING_POINTS = 4000
/** As JSON. Points rounded to four digits need some 15 each. */
export const MAX_DRAWING_BYTES = 64 * 1024

/** 0…1 from the left and from the top of the picture. */
const pointSchema = z.tuple([z.number().check(z.gte(0), z.lte(1)), z.number().check(z.gte(0), z.lte(1))])

const shapeSchema = z
  .strictObject({
    tool: z.enum(DRAWING_TOOLS),
    colour: z.enum(DRAWING_COLOURS),
    /** Of the pen all of its way; of an arrow its tail and its tip, of a box two corners that face one another. */
    points: z.array(pointSchema).check(z.minLength(2), z.maxLength(MAX_SHAPE_POINTS)),
  })
  .check(
    z.refine(({ tool, points }) => tool === 'pen' || points.length === 2, {
      path: ['points'],
      ...saying({ en: 'must be two points for an arrow or a box', zh: '箭头和方框必须是两个点' }),
    }),
  )

export const drawingSchema = z
  .strictObject({ shapes: z.array(shapeSchema).check(z.minLength(1), z.maxLength(MAX_SHAPES)) })
  .check(
    z.refine(
      ({ shapes }) => shapes.reduce((sum, { points }) => sum + points.length, 0) <= MAX_DRAWING_POINTS,
      saying({
        en: `must have at most ${MAX_DRAWING_POINTS} points in all`,
        zh: `所有线条合计最多 ${MAX_DRAWING_POINTS} 个点`,
      }),
    ),
    z.refine(
      (drawing) => JSON.stringify(drawing).length <= MAX_DRAWING_BYTES,
      saying({ en: 'must be at most 64 KB as JSON', zh: 'JSON 最大 64 KB' }),
    ),
  )
export type DrawingTool = (typeof DRAWING_TOOLS)[number]
export type DrawingColour = (typeof DRAWING_COLOURS)[number]
export type DrawingPoint = z.output<typeof pointSchema>
export type DrawingShape = z.output<typeof shapeSchema>
export type Drawing = z.output<typeof drawingSchema>

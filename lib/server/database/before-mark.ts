import 'server-only'
import { AppError } from '#lib/api/app-error.ts'

/** How pages of lists that run from new to old are marked: `<created_at>.<id>` of the last row, and the next page begins below it. */
export interface BeforeMark {
  createdAt: number
  id: string
}

export function writeBefore(row: { created_at: number; id: string }): string {
  return `${row.created_at}.${row.id}`
}

/** `prefix`: of the ids of that list. Throws AppError `invalid_request` for a mark that we never gave. */
export function readBefore(before: string, prefix: 'gen' | 'med' | 'aud' | 'dlv'): BeforeMark {
  const [, createdAt, id = ''] = /^(\d{1,15})\.([a-z]+_[a-z0-9]{1,60})$/.exec(before) ?? []
  if (createdAt !== undefined && id.startsWith(`${prefix}_`)) return { createdAt: Number(createdAt), id }
  const message = {
    en: '`before` must be the `nextBefore` of another page',
    zh: '`before` 必须是另一页的 `nextBefore`',
  }
  throw new AppError('invalid_request', message, {
    problems: [{ field: 'before', code: 'wrong_format', message }],
  })
}

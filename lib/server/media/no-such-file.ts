import 'server-only'
import { AppError } from '#lib/api/app-error.ts'

export function noSuchFile(): AppError {
  return new AppError('not_found', { en: 'There is no such file.', zh: '没有这个文件。' })
}

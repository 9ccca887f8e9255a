import 'server-only'
import type { ErrorBody } from '#lib/api/error-body.ts'
import type { Sequence, SequenceConflict } from '#lib/api/sequences.ts'
import { languageOfRequest } from '#lib/server/http/request-language.ts'

const MESSAGE = {
  en: 'The sequence was changed elsewhere, so nothing was saved. Look at it as it is now.',
  zh: '这个序列在别处被修改了，因此没有保存。请查看现在的内容。',
}

/** 409, with the sequence as it is now. */
export function changedElsewhere(request: Request, current: Sequence): Response {
  const error: ErrorBody['error'] = {
    code: 'conflict',
    message: MESSAGE[languageOfRequest(request)],
    retryable: false,
  }
  return Response.json({ error, current } satisfies SequenceConflict, { status: 409 })
}

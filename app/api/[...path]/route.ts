import { AppError } from '#lib/api/app-error.ts'
import { route } from '#lib/server/http/route.ts'

/** Every other address below /api: refused at the same door, and to those who may pass it, not found. */
const nothing = route({
  permission: 'studio.read',
  query: 'raw',
  body: 'stream',
  run: () => {
    throw new AppError('not_found', { en: 'There is nothing at this address.', zh: '这个地址没有内容。' })
  },
})

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
}

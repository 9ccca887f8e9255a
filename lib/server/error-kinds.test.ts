import { expect, test } from 'vitest'
import { BlobNotFound } from './media/blob-store.ts'
import { DownloadError } from './media/download-error.ts'
import { StorageError } from './media/scratch.ts'
import { DroppedConnection } from './sandbox/dropped-connection.ts'

const CLASSES = [
  ['./media/blob-store.ts', 'BlobNotFound', BlobNotFound, ['key']],
  ['./media/download-error.ts', 'DownloadError', DownloadError, ['dead', 'gone']],
  ['./media/scratch.ts', 'StorageError', StorageError, ['full']],
  ['./sandbox/dropped-connection.ts', 'DroppedConnection', DroppedConnection, []],
] as const

test.each(CLASSES)('%s: a %s of another copy of the module is one too', async (path, name, known, args) => {
  // The query makes the test runner load the module a second time, as Next does.
  const copy: Record<string, unknown> = await import(/* @vite-ignore */ `${path}?copy`)
  const Other = copy[name]
  if (typeof Other !== 'function') throw new Error(`${path} has no ${name}`)
  expect(Other).not.toBe(known)
  expect(Reflect.construct(Other, args)).toBeInstanceOf(known)
  expect(new Error('else')).not.toBeInstanceOf(known)
  expect(undefined).not.toBeInstanceOf(known)
})

import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { copyFile, link, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BlobFacts, BlobNotFound, type BlobStore } from './blob-store.ts'
import { readFileStream } from './file-stream.ts'
import { writeScratchFile, type Scratch } from './scratch.ts'

/**
 * Blobs as files below one directory. A blob becomes visible by a rename after its bytes were flushed, and the rename
 * itself is flushed too, so that after a power cut a blob is there whole or not at all.
 * `scratch` should lie on the same file system; where it does not, `adopt` copies.
 */
export function createDiskStore(options: { directory: string; scratch: Scratch }): BlobStore {
  const pathOf = (key: string) => join(options.directory, checkKey(key))
  return {
    async write(key, body) {
      const path = pathOf(key)
      const file = options.scratch.file()
      try {
        const written = await writeScratchFile(file.path, body)
        await moveIntoPlace(file.path, path)
        return written
      } finally {
        await file.remove()
      }
    },
    read: (key, range) => orNotFound(key, readFileStream(pathOf(key), range)),
    async stat(key) {
      const found = await stat(pathOf(key)).catch(ignoreMissing)
      return found && { bytes: found.size }
    },
    async hash(key) {
      const hash = createHash('sha256')
      for await (const chunk of await orNotFound(key, readFileStream(pathOf(key)))) hash.update(chunk)
      return hash.digest('hex')
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    removeIfOlder: (key, since) => removeIfOlder(pathOf(key), since),
    list: (prefix = '') =>
      filesBelow(options.directory, prefix === '' ? '' : `${checkKey(prefix.replace(/\/$/, ''))}/`),
    async adopt(key, path) {
      await flushFile(path)
      await moveIntoPlace(path, pathOf(key))
    },
    async localPath(key) {
      const path = pathOf(key)
      await orNotFound(key, stat(path))
      return { path, release: async () => {} }
    },
  }
}

/** No segment starts with a dot, so none can be `..`; no backslash, no empty segment, no absolute path. */
const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/

function checkKey(key: string): string {
  if (key.length > 200 || !KEY.test(key))
    throw new TypeError(`not a blob key: ${JSON.stringify(key.slice(0, 80))}`)
  return key
}

/** The bytes of `from` must be flushed already. Replaces a blob of the same key: keys name content or one file's companion. */
async function moveIntoPlace(from: string, to: string): Promise<void> {
  const directory = dirname(to)
  const firstMade = await mkdir(directory, { recursive: true })
  await rename(from, to).catch((error: unknown) => {
    if (!hasCode(error, 'EXDEV')) throw error
    return copyAcross(from, to)
  })
  await flushDirectories(directory, firstMade === undefined ? directory : dirname(firstMade))
}

async function copyAcross(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  await copyFile(from, part)
  await flushFile(part)
  await rename(part, to)
  await rm(from, { force: true })
}

/** From `directory` up to `top`, both included: a new directory is durable only once its parent is flushed. */
async function flushDirectories(directory: string, top: string): Promise<void> {
  await flushFile(directory)
  if (directory !== top) await flushDirectories(dirname(directory), top)
}

/** Windows can't open a directory (EISDIR, EPERM) and does not need it flushed. */
async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (hasCode(error, 'EISDIR') || hasCode(error, 'EPERM')) return undefined
    throw error
  })
  if (!file) return
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Out of the way first: a file that has this name after that is another one, which somebody has just put there. */
async function removeIfOlder(path: string, since: number): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing)
  if (!found) return true
  if (found.mtimeMs >= since) return false
  const away = `${path}.${randomBytes(8).toString('hex')}`
  try {
    await rename(path, away)
    const { mtimeMs } = await stat(/* turbopackIgnore: true */ away)
    if (mtimeMs < since) return true
    await link(away, path).catch(ignoreCode('EEXIST'))
    return false
  } catch (error) {
    ignoreMissing(error)
    return true
  } finally {
    await rm(away, { force: true })
  }
}

/** One folder open at a time and level; nothing is held but where it is. */
async function* filesBelow(directory: string, prefix: string): AsyncGenerator<BlobFacts> {
  const folder = await opendir(join(directory, prefix)).catch(ignoreMissing)
  if (!folder) return
  for await (const entry of folder) {
    const key = prefix + entry.name
    if (entry.isDirectory()) yield* filesBelow(directory, `${key}/`)
    else {
      const found = await stat(join(directory, key)).catch(ignoreMissing)
      if (found?.isFile()) yield { key, bytes: found.size, changedAt: found.mtimeMs }
    }
  }
}

async function orNotFound<T>(key: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw new BlobNotFound(`no blob ${key}`, { cause: error })
    throw error
  }
}

const ignoreMissing = ignoreCode('ENOENT')

function ignoreCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (!hasCode(error, code)) throw error
    return undefined
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import sharp from 'sharp'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import { createInspector } from './inspector.ts'
import { ingestUpload, type Upload } from './ingest.ts'
import { REFERENCE_SIZE_LIMITS } from './receive.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const inspector = createInspector()
afterAll(() => inspector.close())

describeEachDatabase('uploads', (openDatabase) => {
  let rooms: MediaRooms
  beforeEach(async () => {
    rooms = await openMediaRooms(await openDatabase(), { inspector })
  })
  afterEach(() => rooms.close())

  function upload(bytes: Uint8Array, rest: Partial<Upload> = {}) {
    const whole: Upload = {
      fileName: 'file.bin',
      body: new Blob([new Uint8Array(bytes)]).stream(),
      contentLength: String(bytes.byteLength),
      ...rest,
    }
    return ingestUpload({ ...rooms, limits: REFERENCE_SIZE_LIMITS }, MEMBER, whole)
  }

  const rows = async () => rooms.database.db.selectFrom('media').selectAll().execute()

  test('keeps a photo byte for byte, upright in its size and its preview', async () => {
    await makePhoto(rooms.sample('p.jpg'), { width: 600, height: 400 })
    // Orientation 6: the camera was held upright; shown it is 400 by 600.
    const turned = await sharp(rooms.sample('p.jpg')).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { file, isNew } = await upload(turned, {
      fileName: 'Beach.JPG',
      declaredSha256: sha256(turned).toUpperCase(),
    })
    expect(isNew).toBe(true)
    expect(file).toMatchObject({
      kind: 'image',
      format: 'jpeg',
      mime: 'image/jpeg',
      fileName: 'Beach.JPG',
      width: 400,
      height: 600,
      bytes: turned.byteLength,
      sha256: sha256(turned),
      hasAudio: false,
      createdAt: rooms.now,
    })
    const [row] = await rows()
    expect(row?.project_id).toBe('prj_first')
    const original = await new Response(await rooms.blobs.read(row?.blob_key ?? '')).bytes()
    expect(sha256(original)).toBe(sha256(turned))
    const preview = await new Response(await rooms.blobs.read(row?.poster_key ?? '')).bytes()
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'webp', width: 400, height: 600 })
    expect(file.thumbhash).toMatch(/^[\w+/]{20,}=*$/)
    expect((await rooms.storedFiles()).every((path) => path.startsWith('blobs/'))).toBe(true)
  })

  test('keeps clips and sounds with what can be said about them', async () => {
    await makeVideo(rooms.sample('v.mp4'), { width: 320, height: 180, seconds: 1, audio: true })
    await makeTone(rooms.sample('t.mp3'), { seconds: 1, hz: 440 })
    const clip = await upload(await rooms.readSample('v.mp4'))
    expect(clip.file).toMatchObject({
      kind: 'video',
      format: 'mp4',
      width: 320,
      height: 180,
      duration: 1,
      fps: 24,
      hasAudio: true,
    })
    const sound = await upload(await rooms.readSample('t.mp3'))
    expect(sound.file).toMatchObject({ kind: 'audio', format: 'mp3', mime: 'audio/mpeg', hasAudio: true })
    expect(sound.file.duration).toBeCloseTo(1, 0)
    expect(sound.file.width).toBeUndefined()
    const waveform = (await rows()).find(({ kind }) => kind === 'audio')?.poster_key ?? ''
    const pixels = await sharp(await new Response(await rooms.blobs.read(waveform)).bytes()).stats()
    expect(pixels.isOpaque).toBe(false)
    expect(pixels.channels[3]?.max).toBe(255)
  })

  test('answers with the file that is there when the same bytes come again, also at the same moment', async () => {
    await makePhoto(rooms.sample('p.png'), { width: 300, height: 300, format: 'png' })
    const bytes = await rooms.readSample('p.png')
    const results = await Promise.all([
      upload(bytes, { fileName: 'a.png' }),
      upload(bytes, { fileName: 'b.png' }),
    ])
    const again = await upload(bytes, { fileName: 'c.png' })
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(again.isNew).toBe(false)
    expect(new Set([...results, again].map(({ file }) => file.id)).size).toBe(1)
    expect(await rows()).toHaveLength(1)
    expect(await rooms.storedFiles()).toHaveLength(2)
  })
})

import 'server-only'

/**
 * The requests that seed.txt describes, with what comes of them: all modes and all aliases, several to a request where they don't meet;
 * lengths and sizes are the smallest of each model, since every picture is rendered. `http://media/…` stands for an address of that file.
 */

export interface SeedExample {
  body: Record<string, unknown>
  width: number
  height: number
  frames: number
  /** `beep`: the reference's tone is heard; `bed`: something is. */
  sound: 'none' | 'bed' | 'beep'
  /** Pictures that frames are exactly, up to the codec: 0 is the first, -1 the last. */
  exactly?: Record<number, string>
  /** Pictures that frames show, under camera, light and type. */
  shows?: Record<number, string>
  watermark?: true
}

export const PRO = 'doubao-seedance-1-0-pro-250528'
const LITE = 'doubao-seedance-1-0-lite-i2v-250428'
const SEEDANCE_2 = 'doubao-seedance-2-0-260128'
const FAST_2 = 'doubao-seedance-2-0-fast-260128'
const OMNI = 'gemini-omni'

const WIDE = 'http://media/wide.jpg'
const TALL = 'http://media/tall.png'
const RED = 'http://media/red.png'
const GREEN = 'http://media/green.png'
const CLIP = 'http://media/clip.mp4'
const BEEP = 'http://media/beep.wav'
export const BEEP_HZ = 1000

export const SEED_EXAMPLES: Readonly<Record<string, SeedExample>> = {
  't2v; seconds, aspect_ratio, quality, fps, generate_audio': {
    body: {
      model: SEEDANCE_2,
      mode: 't2v',
      prompt: 'A fox runs through snow',
      seconds: '4',
      aspect_ratio: '9:16',
      quality: '480p',
      fps: 24,
      generate_audio: false,
    },
    width: 496,
    height: 864,
    frames: 96,
    sound: 'none',
  },
  'i2v; image_url, duration, ratio, resolution, watermark': {
    body: {
      model: PRO,
      mode: 'i2v',
      prompt: 'The sun comes up',
      image_url: WIDE,
      duration: 2,
      ratio: '16:9',
      resolution: '480p',
      watermark: true,
    },
    width: 864,
    height: 480,
    frames: 48,
    sound: 'none',
    exactly: { 0: 'wide.jpg' },
    watermark: true,
  },
  'i2v; image_urls, size in pixels': {
    body: { model: PRO, mode: 'i2v', prompt: 'Wind', image_urls: [TALL], seconds: 2, size: '480x864' },
    width: 480,
    height: 864,
    frames: 48,
    sound: 'none',
    exactly: { 0: 'tall.png' },
  },
  'i2v; image, frames': {
    body: { model: PRO, mode: 'i2v', prompt: 'Wind', image: TALL, frames: 29, ratio: '1:1', quality: '480p' },
    width: 640,
    height: 640,
    frames: 29,
    sound: 'none',
    exactly: { 0: 'tall.png' },
  },
  'i2v; input_reference, a shape that follows it, text in content': {
    body: {
      model: PRO,
      mode: 'i2v',
      content: [{ type: 'text', text: '测试文字' }],
      input_reference: WIDE,
      duration: '2',
      resolution: '480P',
    },
    width: 864,
    height: 480,
    frames: 48,
    sound: 'none',
    exactly: { 0: 'wide.jpg' },
  },
  'i2v_first_last; image_url, end_image_url': {
    body: {
      model: PRO,
      mode: 'i2v_first_last',
      prompt: 'From dawn to dusk',
      image_url: WIDE,
      end_image_url: TALL,
      duration: 2,
      aspect_ratio: '4:3',
      quality: '480p',
    },
    width: 736,
    height: 544,
    frames: 48,
    sound: 'none',
    exactly: { 0: 'wide.jpg', [-1]: 'tall.png' },
  },
  'i2v_first_last; images, last_image_url': {
    body: {
      model: PRO,
      mode: 'i2v_first_last',
      prompt: 'From dusk to dawn',
      images: [TALL],
      last_image_url: WIDE,
      seconds: 2,
      size: '21:9',
      resolution: '480p',
    },
    width: 960,
    height: 416,
    frames: 48,
    sound: 'none',
    exactly: { 0: 'tall.png', [-1]: 'wide.jpg' },
  },
  'function_mode first_last_frames; roles and names in content': {
    body: {
      model: SEEDANCE_2,
      function_mode: 'first_last_frames',
      content: [
        { type: 'text', text: 'From @dawn to @dusk' },
        { type: 'image_url', image_url: { url: TALL }, role: 'last_frame', name: 'dusk' },
        { type: 'image_url', image_url: { url: WIDE }, role: 'first_frame', name: 'dawn' },
      ],
      duration: 4,
      ratio: '16:9',
      resolution: '480p',
      watermark: false,
    },
    width: 864,
    height: 496,
    frames: 96,
    sound: 'bed',
    exactly: { 0: 'wide.jpg', [-1]: 'tall.png' },
  },
  'reference_images; image_urls': {
    body: {
      model: LITE,
      mode: 'reference_images',
      prompt: '[图1] beside [图2]',
      image_urls: [RED, GREEN],
      duration: 2,
      ratio: '16:9',
      resolution: '480p',
    },
    width: 864,
    height: 480,
    frames: 48,
    sound: 'none',
    shows: { 6: 'red.png', 42: 'green.png' },
  },
  'reference_material; image_urls, video_urls, audio_urls': {
    body: {
      model: FAST_2,
      mode: 'reference_material',
      prompt: '@Image1 in the light of @Video1, to @Audio1',
      image_urls: [RED],
      video_urls: [CLIP],
      audio_urls: [BEEP],
      seconds: '4',
      ratio: '16:9',
      quality: '480p',
    },
    width: 864,
    height: 496,
    frames: 96,
    sound: 'beep',
    shows: { 12: 'red.png', 84: 'clip-middle.png' },
  },
  'function_mode omni_reference; everything in content, named 1, 2, 3': {
    body: {
      model: SEEDANCE_2,
      function_mode: 'omni_reference',
      content: [
        { type: 'text', text: 'The one of @1 moves like @2 to @3' },
        { type: 'image_url', image_url: { url: GREEN }, role: 'reference_image', name: '1' },
        { type: 'video_url', video_url: { url: CLIP }, role: 'reference_video', name: '2' },
        { type: 'audio_url', audio_url: { url: BEEP }, role: 'reference_audio', name: '3' },
      ],
      size: '864x496',
      duration: 4,
      generate_audio: 'true',
    },
    width: 864,
    height: 496,
    frames: 96,
    sound: 'beep',
    shows: { 12: 'green.png', 84: 'clip-middle.png' },
  },
  'gemini-omni t2v': {
    body: { model: OMNI, mode: 't2v', prompt: 'Waves at sunset', seconds: '4', aspect_ratio: '9:16' },
    width: 720,
    height: 1280,
    frames: 96,
    sound: 'bed',
  },
  'gemini-omni r2v; reference_images, a duration between the options': {
    body: { model: OMNI, mode: 'r2v', prompt: 'Paint', reference_images: [RED, GREEN], duration: 4.4 },
    width: 1280,
    height: 720,
    frames: 96,
    sound: 'bed',
    shows: { 12: 'red.png', 84: 'green.png' },
  },
  'gemini-omni edit; video_urls': {
    body: { model: OMNI, mode: 'edit', prompt: 'Make it snow', video_urls: [CLIP] },
    width: 1280,
    height: 720,
    frames: 72,
    sound: 'bed',
    shows: { 36: 'clip-middle.png' },
  },
}

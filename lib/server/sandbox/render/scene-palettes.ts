import 'server-only'

/** The colours of one kind of light, as '#rrggbb'. */
export interface Palette {
  /** Zenith to horizon. */
  sky: readonly [string, string, string, string]
  glow: string
  core: string
  /** Land far away and close by. */
  far: string
  near: string
  mist: string
  particle: string
  /** 0 … 1, how many of the stars are out. */
  stars: number
  /** Height of the sun or moon over the horizon, share of the sky. */
  height: number
}

export type Light = 'sunset' | 'dawn' | 'day' | 'night' | 'neon' | 'storm'

export const PALETTES: Record<Light, Palette> = {
  sunset: {
    sky: ['#17204a', '#5b3a78', '#d8645c', '#ffbe74'],
    glow: '#ffab5e',
    core: '#fff0cc',
    far: '#a4566c',
    near: '#140c20',
    mist: '#ff9d78',
    particle: '#ffd79c',
    stars: 0.15,
    height: 0.1,
  },
  dawn: {
    sky: ['#2b4a80', '#7f93c6', '#efb8b4', '#ffe2c0'],
    glow: '#ffd0aa',
    core: '#fff7ea',
    far: '#93a0c8',
    near: '#1d2945',
    mist: '#f6cfc2',
    particle: '#fff1da',
    stars: 0.05,
    height: 0.16,
  },
  day: {
    sky: ['#1d5fae', '#549fdb', '#a6d4ee', '#ecf6f2'],
    glow: '#fff3cf',
    core: '#ffffff',
    far: '#86b2cd',
    near: '#12333a',
    mist: '#dceef5',
    particle: '#ffffff',
    stars: 0,
    height: 0.62,
  },
  night: {
    sky: ['#040818', '#0b1838', '#1b3462', '#446b92'],
    glow: '#9fc0ff',
    core: '#f4f8ff',
    far: '#294570',
    near: '#03060d',
    mist: '#40648f',
    particle: '#cfe1ff',
    stars: 1,
    height: 0.58,
  },
  neon: {
    sky: ['#080515', '#220c46', '#6d1c78', '#ff5c92'],
    glow: '#ff4d9e',
    core: '#ffe2f2',
    far: '#48298a',
    near: '#06040f',
    mist: '#a8389e',
    particle: '#74e6ff',
    stars: 0.3,
    height: 0.12,
  },
  storm: {
    sky: ['#0f151c', '#27333e', '#52636e', '#98a6a6'],
    glow: '#c5d6da',
    core: '#eef4f4',
    far: '#5b6d78',
    near: '#090d11',
    mist: '#8b9a9f',
    particle: '#dbe6ea',
    stars: 0,
    height: 0.4,
  },
}

import 'server-only'
import type { Mood } from './ambient-bed.ts'
import type { DustKind } from './dust.ts'
import { PALETTES, type Light, type Palette } from './scene-palettes.ts'
import { seededRandom } from './seeded-random.ts'

export type Place = 'ocean' | 'mountains' | 'forest' | 'city' | 'desert' | 'meadow' | 'space'

export interface SceneWords {
  place: Place
  light: Light
  weather: DustKind
  palette: Palette
  mood: Mood
}

const PLACES: [Place, RegExp][] = [
  [
    'city',
    words('city cities street downtown skyline tower building traffic rooftop car taxi', '城街楼霓车'),
  ],
  ['space', words('space galaxy planet nebula cosmos cosmic astronaut orbit rocket', '宇航')],
  [
    'ocean',
    words(
      'ocean sea seaside beach wave coast harbor harbour island boat ship sail lake river water surf kite',
      '海湖河浪船岛',
    ),
  ],
  ['forest', words('forest wood tree jungle pine deer fox bear', '林树')],
  ['desert', words('desert dune sand camel canyon', '沙驼')],
  ['mountains', words('mountain peak alps valley cliff hill hike glacier snow', '山谷雪')],
  ['meadow', words('meadow field grass farm flower garden park dog horse wheat', '草田花园狗马')],
]

const LIGHTS: [Light, RegExp][] = [
  ['neon', words('neon cyberpunk synthwave disco', '霓')],
  ['storm', words('storm stormy rain rainy thunder grey gray overcast fog foggy', '雨雷阴雾')],
  ['sunset', words('sunset dusk evening golden orange autumn fire red', '昏夕傍秋')],
  ['dawn', words('dawn sunrise morning pastel pink dream misty', '晨黎晓粉梦')],
  ['night', words('night moon moonlit star midnight dark aurora galaxy space planet', '夜月星宇')],
  ['day', words('day noon sunny summer bright', '晴夏阳')],
]

const WEATHERS: [DustKind, RegExp][] = [
  ['snow', words('snow snowy winter blizzard frost christmas', '雪冬冰')],
  ['rain', words('rain rainy storm stormy thunder drizzle', '雨雷')],
  ['fireflies', words('firefly fireflies fairy magic enchanted lantern', '萤灯')],
  ['embers', words('fire ember flame dragon volcano lava burn', '火龙')],
  ['petals', words('petal blossom sakura cherry flower', '樱花')],
]

/** What the words of a prompt say about the scene; what they leave open, the seed decides. */
export function readSceneWords(prompt: string, seed: number): SceneWords {
  const random = seededRandom(seed ^ 0x3ce4e)
  const choose = <T>(choices: readonly [T, ...T[]]) =>
    choices[Math.floor(random() * choices.length)] ?? choices[0]
  const place = find(PLACES, prompt) ?? choose<Place>(['ocean', 'mountains', 'forest', 'desert', 'meadow'])
  const fitting =
    place === 'space' ? 'night' : place === 'city' ? choose<Light>(['night', 'sunset', 'neon']) : undefined
  const light =
    find(LIGHTS, prompt) ?? fitting ?? choose(['sunset', 'dawn', 'day', 'night', 'sunset', 'dawn'])
  const quiet = light === 'night' && (place === 'forest' || place === 'meadow') ? 'fireflies' : 'dust'
  const weather = find(WEATHERS, prompt) ?? quiet
  const mood =
    light === 'night' || light === 'storm' || light === 'neon' ? 'dark' : light === 'day' ? 'bright' : 'warm'
  return { place, light, weather, palette: PALETTES[light], mood }
}

/** What is said first sets the scene: "a forest at night, mist over the lake" is a forest. */
function find<T>(table: readonly [T, RegExp][], prompt: string): T | undefined {
  let found: { value: T; at: number } | undefined
  for (const [value, pattern] of table) {
    const at = prompt.search(pattern)
    if (at >= 0 && at < (found?.at ?? Infinity)) found = { value, at }
  }
  return found?.value
}

/** Whole English words, plurals included, or any of the Chinese characters. */
function words(english: string, chinese: string): RegExp {
  return new RegExp(`\\b(?:${english.replaceAll(' ', '|')})s?\\b|[${chinese}]`, 'i')
}

/** What is said of a limit that a press goes over: which one, what is left, what it would cost, what to press. */
import { LOCALES, type Language, type Sentence } from '#lib/language/language.ts'
import type { AtLimit, Finding, Standing } from './budget.ts'

/** “the monthly limit of the project “Fox”” */
function nameOfLimit({ scope, name }: Standing): Sentence {
  switch (scope) {
    case 'team':
      return { en: 'the team’s monthly limit', zh: '团队的本月限额' }
    case 'project':
      return { en: `the monthly limit of the project “${name}”`, zh: `项目“${name}”的本月限额` }
    case 'person':
      return { en: 'the personal monthly limit', zh: '个人的本月限额' }
    case 'token':
      return { en: `the monthly limit of the API token “${name}”`, zh: `API 令牌“${name}”的本月限额` }
  }
}

export function figureOf(value: number, unit: Standing['unit'], language: Language): string {
  if (unit === 'tokens') return `${new Intl.NumberFormat(LOCALES[language]).format(value)} tokens`
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency: unit,
    currencyDisplay: language === 'en' ? 'narrowSymbol' : 'symbol',
  }).format(value)
}

/** Which limit, what is left of it and what this would cost. `fitting` of `takes` takes would fit. */
export function overLimit({ standing, press, left }: Finding, takes: number, fitting: number): Sentence {
  const name = nameOfLimit(standing)
  const say = (value: number, language: Language) => figureOf(value, standing.unit, language)
  if (press === undefined)
    return {
      en: `What this would cost is not known, so ${name.en} can’t be held; ${say(left, 'en')} of ${say(standing.limit, 'en')} are left.`,
      zh: `无法得知这一次的费用，因此不能保证不超出${name.zh}；限额 ${say(standing.limit, 'zh')} 还剩 ${say(left, 'zh')}。`,
    }
  const fits = takes > 1 ? fitsOf(takes, fitting) : { en: '', zh: '' }
  return {
    en: `This would cost up to ${say(press, 'en')}, and ${name.en} of ${say(standing.limit, 'en')} has ${say(left, 'en')} left.${fits.en}`,
    zh: `这一次最多需要 ${say(press, 'zh')}，而${name.zh} ${say(standing.limit, 'zh')} 只剩 ${say(left, 'zh')}。${fits.zh}`,
  }
}

/** Little is left, and this still fits. */
export function nearLimit({ standing, share }: Finding): Sentence {
  const name = nameOfLimit(standing)
  const part = (language: Language) =>
    new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 0 }).format(share)
  return {
    en: `With this, ${part('en')} of ${name.en} of ${figureOf(standing.limit, standing.unit, 'en')} is spoken for.`,
    zh: `加上这一次，${name.zh} ${figureOf(standing.limit, standing.unit, 'zh')} 已占 ${part('zh')}。`,
  }
}

function fitsOf(takes: number, fitting: number): Sentence {
  return fitting === 0
    ? { en: ` Not one of the ${takes} takes would fit.`, zh: `${takes} 条中一条也放不下。` }
    : { en: ` ${fitting} of the ${takes} takes would fit.`, zh: `${takes} 条中可以生成 ${fitting} 条。` }
}

/** Before a press: what it would meet. */
export function sayEffect(effect: AtLimit): Sentence {
  return { warn: WARNED, ask: WILL_ASK, stop: WILL_STOP }[effect]
}

export const STOPPED: Sentence = {
  en: 'Nothing was started and nothing was charged. Ask for fewer, shorter or smaller takes, or have an admin raise the limit under Settings, Usage and budget.',
  zh: '没有开始生成，也没有产生费用。请减少条数、缩短时长或降低分辨率，或请管理员在“设置”的“用量与预算”中调高限额。',
}
export const ASKED: Sentence = {
  en: 'An admin was asked: it is made as soon as they approve it, and nothing is charged before. There is nothing to press.',
  zh: '已请管理员审批：批准后立即生成，在此之前不会产生费用。无需再操作。',
}
const WARNED: Sentence = {
  en: 'This is a warning: it can be made all the same.',
  zh: '这只是提醒，仍然可以生成。',
}
const WILL_ASK: Sentence = {
  en: '“Ask to generate” asks an admin: it is made once they approve it, and nothing is charged before.',
  zh: '按“申请生成”会请管理员审批：批准后才会生成，在此之前不会产生费用。',
}
const WILL_STOP: Sentence = {
  en: 'It would be refused. Ask for fewer, shorter or smaller takes, or have an admin raise the limit.',
  zh: '这样会被拒绝。请减少条数、缩短时长或降低分辨率，或请管理员调高限额。',
}
export const DECLINED: Sentence = {
  en: 'An admin declined this request. Nothing was started and nothing was charged. Change it and generate again, or talk to them.',
  zh: '管理员没有批准这个请求。没有开始生成，也没有产生费用。请修改后重新生成，或与管理员沟通。',
}

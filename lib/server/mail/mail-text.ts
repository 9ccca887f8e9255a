import 'server-only'
import { LOCALES, type Language } from '#lib/language/language.ts'

/** What an e-mail says, once as plain text and once as simple HTML. Everything in it is plain: it is escaped here. */
export interface MailContent {
  language: Language
  greeting: string
  parts: readonly MailPart[]
  /** Small, at the end; with a link where there is one. */
  foot: { text: string; link?: MailLink }
}

export interface MailPart {
  text: string
  /** In somebody's own words. */
  quote?: string
  /** Where and when. */
  detail?: string
  link?: MailLink
}

interface MailLink {
  label: string
  /** Absolute. */
  href: string
}

/** In UTC, which the reader is told: where they are is not known here. */
export function momentInWords(at: number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return `${format.format(at)} UTC`
}

export function mailText({ greeting, parts, foot }: MailContent): string {
  const blocks = parts.map(({ text, quote, detail, link }) =>
    [text, quote === undefined ? undefined : `> ${oneLine(quote)}`, detail, link?.href]
      .filter((line) => line !== undefined)
      .join('\n'),
  )
  const end = ['-- ', foot.text, foot.link && `${foot.link.label}: ${foot.link.href}`]
  return [greeting, ...blocks, end.filter((line) => line !== undefined).join('\n')].join('\n\n')
}

/** Styles stand at each element: mail programs read no others. No colours: each program has its own themes. */
export function mailHtml({ language, greeting, parts, foot }: MailContent): string {
  const blocks = parts.map(({ text, quote, detail, link }) =>
    [
      '<div style="margin:0 0 24px">',
      `<p style="margin:0 0 4px;font-weight:600">${escapeHtml(text)}</p>`,
      quote === undefined
        ? ''
        : `<blockquote style="margin:0 0 4px;padding-left:12px;border-left:3px solid">${escapeHtml(quote)}</blockquote>`,
      detail === undefined ? '' : `<p style="margin:0 0 4px;font-size:13px">${escapeHtml(detail)}</p>`,
      link === undefined ? '' : `<p style="margin:0">${anchor(link)}</p>`,
      '</div>',
    ].join(''),
  )
  return [
    `<!doctype html><html lang="${LOCALES[language]}"><head><meta charset="utf-8"></head>`,
    '<body style="margin:0;padding:24px;font:15px/1.5 -apple-system,Segoe UI,Roboto,PingFang SC,Microsoft YaHei,sans-serif">',
    '<div style="max-width:560px">',
    `<p style="margin:0 0 24px">${escapeHtml(greeting)}</p>`,
    ...blocks,
    `<p style="margin:32px 0 0;font-size:13px">${escapeHtml(foot.text)}${foot.link ? ` ${anchor(foot.link)}` : ''}</p>`,
    '</div></body></html>',
  ].join('\n')
}

function anchor({ label, href }: MailLink): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

import 'server-only'

/** Controls, line breaks, lone surrogates, marks of direction, zero-width space and BOM. Joiners stay: emoji and scripts need them. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** Characters of a shown name, extension included. */
const MAX_LENGTH = 120

/**
 * A person's file name made fit to be shown: the last part of a path, without control characters, without the
 * characters that turn the direction of text and so hide an ending, of sane length. Never used as a path. Empty names become
 * `fallback`.
 */
export function displayName(name: string, fallback: string): string {
  const base =
    name
      .normalize('NFC')
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? ''
  const clean = base.replace(UNSHOWN, '').replace(/\s+/g, ' ').trim()
  return /^\.*$/.test(clean) ? fallback : shorten(clean)
}

/** A name without its ending: `harbour.png` is `harbour`. */
export function fileStem(name: string): string {
  return name.replace(/\.[a-z0-9]{1,8}$/i, '')
}

function shorten(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= MAX_LENGTH) return name
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  return characters.slice(0, MAX_LENGTH - extension.length - 1).join('') + '…' + extension
}

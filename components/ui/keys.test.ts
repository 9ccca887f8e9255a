import { describe, expect, test } from 'vitest'
import { ariaKeys, isPressed, printedKeys, type KeyPress } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('isPressed', () => {
  test.each([
    ['a letter', 'J', press('j'), false, true],
    ['a letter with caps lock', 'J', press('J'), false, true],
    ['a letter with Shift is another shortcut', 'J', press('J', { shiftKey: true }), false, false],
    ['Shift and a letter', 'Shift+C', press('C', { shiftKey: true }), false, true],
    ['Ctrl with a letter is not the letter', 'J', press('j', { ctrlKey: true }), false, false],
    ['Mod is Ctrl here', 'Mod+K', press('k', { ctrlKey: true }), false, true],
    ['Mod is ⌘ on a Mac', 'Mod+K', press('k', { metaKey: true }), true, true],
    ['Ctrl+K on a Mac deletes to the end of the line', 'Mod+K', press('k', { ctrlKey: true }), true, false],
    ['a sign that needs Shift on this keyboard', '?', press('?', { shiftKey: true }), false, true],
    ['a plus', '+ =', press('+', { shiftKey: true }), false, true],
    ['the second way', 'Mod+Shift+Z Mod+Y', press('y', { ctrlKey: true }), false, true],
    ['another alphabet, the same key', 'J', press('о', { code: 'KeyJ' }), false, true],
    ['a Latin letter counts by what it says', 'J', press('h', { code: 'KeyJ' }), false, false],
    ['the erasing key of a Mac', 'Delete', press('Backspace'), true, true],
    ['the long key', 'Space', press(' '), false, true],
    ['Backspace elsewhere', 'Delete', press('Backspace'), false, false],
  ])('%s', (_, keys, event, apple, expected) => {
    expect(isPressed(keys, event, apple)).toBe(expected)
  })
})

test('what is printed on the keys, also from what a screen reader is told', () => {
  expect(printedKeys('Mod+Shift+Z Mod+Y', true)).toEqual(['⌘', '⇧', 'Z'])
  expect(printedKeys('Mod+Enter', false)).toEqual(['Ctrl', 'Enter'])
  expect(printedKeys('+ =', false)).toEqual(['+'])
  expect(ariaKeys('Mod+Enter')).toBe('Control+Enter Meta+Enter')
  expect(printedKeys(ariaKeys('Mod+Enter'), true)).toEqual(['⌘', '↵'])
  expect(printedKeys(ariaKeys('Mod+Enter'), false)).toEqual(['Ctrl', 'Enter'])
})

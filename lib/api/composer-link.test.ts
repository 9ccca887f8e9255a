import { describe, expect, test } from 'vitest'
import { COMPOSER_USES, composerLink, readComposerLink, withoutComposerLink } from './composer-link.ts'

const searchOf = (link: string) => new URL(link, 'http://studio').searchParams

describe('an order to the composer', () => {
  test.each(COMPOSER_USES)('%s is read as it was written, in its project', (use) => {
    const order = { clip: 'gen_1', use, frame: 12, ...(use === 'comment' && { comment: 'cmt_1' }) }
    const search = searchOf(composerLink(order, 'prj_1'))
    expect(readComposerLink(search)).toEqual(order)
    expect(withoutComposerLink(search).toString()).toBe('project=prj_1')
  })

  test('no frame is not the first one', () => {
    expect(readComposerLink(searchOf(composerLink({ clip: 'gen_1', use: 'continue' })))).toEqual({
      clip: 'gen_1',
      use: 'continue',
    })
    expect(readComposerLink(searchOf(composerLink({ clip: 'gen_1', use: 'edit', frame: 0 })))?.frame).toBe(0)
  })

  test.each([
    '',
    'clip=gen_1',
    'use=vary',
    'clip=gen_1&use=steal',
    'clip=../api&use=vary',
    'clip=gen_1&use=frame',
    'clip=gen_1&use=comment',
    'clip=gen_1&use=comment&comment=..',
    'clip=gen_1&use=frame&f=-1',
    'clip=gen_1&use=frame&f=1e3',
  ])('%j orders nothing', (search) => {
    expect(readComposerLink(new URLSearchParams(search))).toBeUndefined()
  })
})

import i18next from 'i18next'
import { beforeEach, describe, expect, it } from 'vitest'
import { bytes, count, date, dateTime, fromNow, labelled, listed } from './format'

const HOUR = 3_600_000
const NOW = new Date(2026, 10, 22, 18, 30).getTime()
const later = (milliseconds: number) => new Date(NOW + milliseconds).toISOString()

describe.each([
  [
    'en',
    {
      moment: '2026-11-22 18:30',
      day: '2026-11-22',
      soon: 'in 3 hr.',
      past: '2 days ago',
      labelled: 'a: b, c',
    },
  ],
  [
    'zh-CN',
    {
      moment: '2026/11/22 18:30',
      day: '2026/11/22',
      soon: '3小时后',
      past: '2天前',
      labelled: 'a：b、c',
    },
  ],
])('in %s', (language, words) => {
  beforeEach(() => void i18next.init({ lng: language, resources: {} }))

  it('punctuation is that of the language', () => {
    expect(labelled('a', listed(['b', 'c']))).toBe(words.labelled)
  })

  it('a moment is written in the time of whoever reads, the year first', () => {
    expect(dateTime(later(0))).toBe(words.moment)
    expect(date(later(0))).toBe(words.day)
    expect(dateTime(new Date(2026, 0, 2, 0, 5).toISOString())).toMatch(/0?0:05$/)
  })

  it('what is not known is a dash', () => {
    expect([dateTime(null), date(undefined)]).toEqual(['–', '–'])
  })

  it('a span is told in the largest unit that it has one of', () => {
    expect(fromNow(later(3.9 * HOUR), NOW)).toBe(words.soon)
    expect(fromNow(later(-2.5 * 24 * HOUR), NOW)).toBe(words.past)
    expect(fromNow(later(30_000), NOW)).toMatch(/0/)
  })

  it('large numbers can be read', () => {
    expect(count(1234567)).toBe('1,234,567')
  })
})

describe('bytes', () => {
  beforeEach(() => void i18next.init({ lng: 'en', resources: {} }))

  it('are told in the largest unit, with one digit more', () => {
    expect([1023, 1024, 1536, 1_048_575, 5_242_880].map(bytes)).toEqual([
      '1,023 byte',
      '1 kB',
      '1.5 kB',
      '1,024 kB',
      '5 MB',
    ])
  })
})

// Dates, spans and sizes as the reader's language writes them.

import { language } from './i18n'

const MINUTE = 60_000
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
]

/** 2026-11-22 18:30, in the reader's own time. */
export function dateTime(moment: string | null | undefined): string {
  return moment ? formats('dateTime').format(new Date(moment)) : '–'
}

/** 18:30, of a day that is known. */
export function time(moment: string): string {
  return formats('time').format(new Date(moment))
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A value as it is told in an event: moments as the reader writes them, all else as it is. */
export function told(value: string): string {
  return MOMENT.test(value) ? dateTime(value) : value
}

export function date(moment: string | null | undefined): string {
  return moment ? formats('date').format(new Date(moment)) : '–'
}

/** "in 3 hours", "2 days ago": in the largest unit that it has one of. */
export function fromNow(moment: string, now = Date.now()): string {
  const span = new Date(moment).getTime() - now
  const [unit, size] = UNITS.find(([, each]) => Math.abs(span) >= each) ?? ['minute', MINUTE]
  return new Intl.RelativeTimeFormat(language(), { numeric: 'always', style: 'short' }).format(
    Math.trunc(span / size),
    unit,
  )
}

/** "Reason: damaged". */
export function labelled(name: string, value: string): string {
  return name + colon() + value
}

/** Between what something is called and what it is. */
export function colon(): string {
  return language() === 'zh-CN' ? '：' : ': '
}

export function listed(values: string[]): string {
  return values.join(language() === 'zh-CN' ? '、' : ', ')
}

export function count(number: number): string {
  return new Intl.NumberFormat(language()).format(number)
}

export function bytes(size: number): string {
  const [unit, divisor] =
    size >= 1_048_576
      ? (['megabyte', 1_048_576] as const)
      : size >= 1024
        ? (['kilobyte', 1024] as const)
        : (['byte', 1] as const)
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    maximumFractionDigits: divisor === 1 ? 0 : 1,
  }).format(size / divisor)
}

const made = new Map<string, Intl.DateTimeFormat>()

type What = 'date' | 'dateTime' | 'time'

function formats(what: What): Intl.DateTimeFormat {
  const key = `${language()} ${what}`
  const found = made.get(key)
  if (found) return found
  // Year first in both languages: columns of dates are compared from the left.
  const locale = language() === 'zh-CN' ? 'zh-CN' : 'sv-SE'
  const format = new Intl.DateTimeFormat(locale, {
    ...(what !== 'time' && { year: 'numeric', month: '2-digit', day: '2-digit' }),
    ...(what !== 'date' && { hour: '2-digit', minute: '2-digit', hour12: false }),
  })
  made.set(key, format)
  return format
}

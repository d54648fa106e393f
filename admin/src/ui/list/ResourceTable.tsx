import { Checkbox, Skeleton } from '@mantine/core'
import { useCallbackRef } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { language } from '../../lib/i18n'
import type { Column, Row } from '../../lib/resource'
import { useWords, type Words } from '../../lib/session'
import { useNarrow } from '../useNarrow'
import { usePrinting } from '../usePrinting'
import classes from './list.module.css'
import type { Selection } from './useSelection'

const HEIGHT = 40
/** On a telephone a row is a card of three lines. */
const CARD = 84
const CHECK = 40
/** So many are drawn before it is known how many there are. */
const FIRST = 8

interface Props {
  label: string
  rows: Row[]
  columns: Column<Row>[]
  /** Null where nothing is done to many. */
  selection: Selection | null
  open: string | undefined
  changed: ReadonlySet<string>
  sort: { field: string; direction: 'ASC' | 'DESC' } | undefined
  /** The API's name of what a column can be sorted by. */
  sortOf: (column: string) => string | undefined
  onSort: (field: string) => void
  onOpen: (row: Row) => void
  onAct: (row: Row) => void
  /** There are more than are loaded. */
  more: boolean
  /** More may be asked for now. */
  ready: boolean
  /** Called then, as soon as the last rows are in sight. */
  onEnd: () => void
}

export function ResourceTable(props: Props) {
  const { label, rows, columns, selection, open, changed, more, ready } = props
  const { t } = useTranslation()
  const words = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const printing = usePrinting()
  const height = useNarrow() ? CARD : HEIGHT
  const order = useMemo(() => rows.map(({ id }) => id), [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    // Paper is not scrolled.
    overscan: printing ? rows.length : 20,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height lie elsewhere
  useEffect(() => virtual.measure(), [height])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  const onEnd = useCallbackRef(props.onEnd)
  useEffect(() => {
    if (ready && last >= rows.length - 25 && !matchMedia('print').matches) onEnd()
  }, [last, ready, rows.length, onEnd])

  const focus = (index: number) => {
    const id = order[index]
    if (!id) return
    setFocused(id)
    virtual.scrollToIndex(index)
    const line = () => frame.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)
    // At once, for the next key is pressed on it; a row far away is drawn only after it was scrolled to.
    if (line()) line()?.focus()
    else requestAnimationFrame(() => line()?.focus())
  }
  // A letter that is pressed outside of the list leads into it.
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return
      if (event.defaultPrevented || event.ctrlKey || event.metaKey) return
      if (isTyping(event.target) || isInFront(event.target)) return
      event.preventDefault()
      focus(Math.max(0, order.indexOf(focused ?? open ?? '')))
    }
    addEventListener('keydown', enter)
    return () => removeEventListener('keydown', enter)
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const line = (event.target as HTMLElement).closest<HTMLElement>('[data-id]')
    const index = order.indexOf(line?.dataset.id ?? '')
    const row = rows[index]
    if (!row) return
    const step = STEPS[event.key]
    if (step) {
      const next = order[index + step]
      if (event.shiftKey && next && selection) {
        if (!selection.everything && !selection.ids.has(row.id)) selection.toggle(row.id, order)
        selection.extend(next, order)
      }
      focus(index + step)
    } else if (event.key === 'x') selection?.toggle(row.id, order)
    else if (event.key === 'Enter' && event.target === line) props.onOpen(row)
    else if (event.key === 'e') props.onAct(row)
    else return
    event.preventDefault()
  }
  const onSelect = useCallbackRef((id: string, extends_: boolean) =>
    extends_ ? selection?.extend(id, order) : selection?.toggle(id, order),
  )
  const onOpen = useCallbackRef(props.onOpen)

  // One that is drawn: no other can be reached.
  const drawn = items.map(({ index }) => order[index])
  const tabbable = drawn.find((id) => id === focused) ?? drawn[0]
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const all =
    selection !== null &&
    (selection.everything || (order.length > 0 && order.every((id) => selection.ids.has(id))))
  const width = columns.reduce((sum, column) => sum + widthOf(column), selection ? CHECK : 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section ref={frame} className={classes.frame} tabIndex={0} aria-label={label}>
      <table className={classes.table} style={sized(width)}>
        <thead>
          <tr>
            {selection && (
              <th className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label={t('list.selectLoaded')}
                  checked={all}
                  indeterminate={!all && selection.ids.size > 0}
                  onChange={() => (all ? selection.clear() : selection.set(order))}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.id} {...props} column={column} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {before > 0 && <tr style={{ height: before }} aria-hidden />}
          {items.map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <Line
                  key={row.id}
                  row={row}
                  columns={columns}
                  words={words}
                  height={height}
                  selected={selection && (selection.everything || selection.ids.has(row.id))}
                  open={row.id === open}
                  changed={changed.has(row.id)}
                  tabbable={row.id === tabbable}
                  onFocus={setFocused}
                  onSelect={onSelect}
                  onOpen={onOpen}
                />
              )
            )
          })}
          {after > 0 && <tr style={{ height: after }} aria-hidden />}
        </tbody>
      </table>
      {Array.from({ length: more ? (rows.length > 0 ? 1 : FIRST) : 0 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing is known of them yet
        <Skeleton key={index} height={HEIGHT - 12} mx={8} my={6} w="auto" />
      ))}
    </section>
  )
}

function widthOf({ width }: Column<Row>): number {
  return typeof width === 'number' ? width : width[language()]
}

/** A style sheet says what comes of it: on paper, nothing. */
function sized(pixels: number): CSSProperties {
  return { '--size': `${pixels}px` } as CSSProperties
}

const STEPS: Partial<Record<string, number>> = {
  j: 1,
  J: 1,
  ArrowDown: 1,
  k: -1,
  K: -1,
  ArrowUp: -1,
}

function Heading({ column, sort, sortOf, onSort }: Props & { column: Column<Row> }) {
  const { t } = useTranslation()
  const field = sortOf(column.id)
  const direction = field && sort?.field === field ? sort.direction : undefined
  return (
    <th
      style={sized(widthOf(column))}
      data-column={column.id}
      data-align={column.align}
      aria-sort={direction && (direction === 'ASC' ? 'ascending' : 'descending')}
    >
      {field ? (
        <button type="button" className={classes.sort} onClick={() => onSort(field)}>
          {t(column.label)}
          {direction === 'ASC' && <IconArrowUp size={12} aria-hidden />}
          {direction === 'DESC' && <IconArrowDown size={12} aria-hidden />}
        </button>
      ) : (
        t(column.label)
      )}
    </th>
  )
}

interface LineProps {
  row: Row
  columns: Column<Row>[]
  words: Words
  height: number
  selected: boolean | null
  open: boolean
  changed: boolean
  tabbable: boolean
  onFocus: (id: string) => void
  onSelect: (id: string, extends_: boolean) => void
  onOpen: (row: Row) => void
}

/** Drawn anew only when something about it changed: selecting one row costs one row. */
const Line = memo(function Line(props: LineProps) {
  const { row, columns, words, selected, open, changed, tabbable, onSelect, onOpen } = props
  const { t } = useTranslation()
  const click = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a, button, input, label')) return
    if (event.shiftKey && selected !== null) onSelect(row.id, true)
    else onOpen(row)
  }
  return (
    <tr
      data-id={row.id}
      data-open={open || undefined}
      data-selected={selected || undefined}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => props.onFocus(row.id)}
      onClick={click}
      style={sized(props.height)}
    >
      {selected !== null && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            checked={selected}
            aria-label={t('list.select', { number: row.number })}
            onClick={(event) => onSelect(row.id, event.shiftKey)}
            onChange={() => {}}
            tabIndex={-1}
          />
        </td>
      )}
      {columns.map((column, index) => {
        const shown = column.cell(row, words)
        return (
          <td
            key={column.id}
            data-column={column.id}
            data-align={column.align}
            title={typeof shown === 'string' && shown !== '–' ? shown : undefined}
            data-empty={shown === '–' || undefined}
          >
            <div className={classes.cell}>
              {index === 0 && changed && (
                <span className={classes.changed} title={t('list.changed')}>
                  <span className="unseen">{t('list.changed')}</span>
                </span>
              )}
              <span>{shown}</span>
            </div>
          </td>
        )
      })}
    </tr>
  )
})

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox'
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
}

/** What is in front keeps its keys to itself. */
export function isInFront(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}

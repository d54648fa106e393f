import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { type Parties, useParties } from '../list/useParties'

interface Props {
  label: string
  description?: string | undefined
  required?: boolean | undefined
  error?: string | undefined
  of: Parties
  /** A code. */
  value: string | null
  onChange: (code: string | null) => void
}

/** One of the merchants, cargo owners or warehouses, found by code or name. */
export function PartySelect({ of, value, onChange, ...props }: Props) {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  // What is chosen stands in the field, where it is no search.
  const [asked] = useDebouncedValue(search === chosen?.label ? '' : search, 200)
  const { data = [] } = useParties(of, asked)
  const found = data.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))
  const others = found.filter((each) => each.value !== chosen?.value)
  return (
    <Select
      {...props}
      data={chosen ? [chosen, ...others] : found}
      // The API found it by more than what is shown of it.
      filter={({ options }) => options}
      value={value}
      onChange={(code, option) => {
        setChosen(code ? option : null)
        onChange(code)
      }}
      searchable
      openOnFocus={false}
      searchValue={search}
      onSearchChange={setSearch}
    />
  )
}

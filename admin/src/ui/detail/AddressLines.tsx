import { Text } from '@mantine/core'
import type { PlaceFragment } from '../../gen/graphql'

/** An address as it is written on a parcel. */
export function AddressLines({ address }: { address: PlaceFragment }) {
  return (
    <Text size="sm">
      {address.recipient} <span className="number">{address.phone}</span>
      <br />
      {inOneLine(address)}
    </Text>
  )
}

export function inOneLine(address: PlaceFragment): string {
  const { country, region, district, line1, line2, postalCode } = address
  // Beijing and the like are province and city in one.
  const city = address.city === region ? null : address.city
  const parts = [region, city, district, line1, line2].filter(Boolean)
  // From the largest to the smallest, without blanks, as Chinese addresses are written.
  if (country === 'CN') return [parts.join(''), postalCode].filter(Boolean).join(' ')
  return [line1, line2, district, city, region, postalCode, country].filter(Boolean).join(', ')
}

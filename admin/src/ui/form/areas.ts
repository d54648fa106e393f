import { useQuery } from '@tanstack/react-query'

/** Names by their codes: two digits name a province, four a city, all six a district. */
interface AreaList {
  province_list: Record<string, string>
  city_list: Record<string, string>
  county_list: Record<string, string>
}

const NONE: AreaList = { province_list: {}, city_list: {}, county_list: {} }

/** Province, city, district: the list is long, and loaded when an address is written. */
export function useAreas() {
  const { data = NONE } = useQuery({
    queryKey: ['areas'],
    queryFn: async (): Promise<AreaList> => (await import('@vant/area-data')).areaList,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return areasOf(data)
}

export function areasOf({ province_list, city_list, county_list }: AreaList) {
  const provinceOf = (region: string) => codeOf(province_list, region).slice(0, 2)
  return {
    provinces: Object.values(province_list),
    cities: (region: string) => names(city_list, provinceOf(region)),
    districts: (region: string, city: string) => {
      const province = provinceOf(region)
      const code = province && city ? codeOf(city_list, city, province) : ''
      return names(county_list, code.slice(0, 4))
    },
  }
}

function codeOf(list: Record<string, string>, name: string, within = ''): string {
  const found = Object.entries(list).find(
    ([code, each]) => each === name && code.startsWith(within),
  )
  return found?.[0] ?? ''
}

function names(list: Record<string, string>, within: string): string[] {
  if (!within) return []
  const found = Object.entries(list).flatMap(([code, name]) =>
    code.startsWith(within) ? name : [],
  )
  return [...new Set(found)]
}

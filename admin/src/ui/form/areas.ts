import { useQuery } from '@tanstack/react-query'

/** Province, city, district: the list is long, and loaded when an address is written. */
export function useAreas() {
  const { data } = useQuery({
    queryKey: ['areas'],
    queryFn: async () => (await import('@vant/area-data')).areaList,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { province_list = {}, city_list = {}, county_list = {} } = data ?? {}
  const codeOf = (list: Record<string, string>, name: string, within = '') =>
    Object.entries(list).find(([code, each]) => each === name && code.startsWith(within))?.[0] ?? ''
  const names = (list: Record<string, string>, within: string) =>
    within
      ? [
          ...new Set(
            Object.entries(list).flatMap(([code, name]) => (code.startsWith(within) ? name : [])),
          ),
        ]
      : []
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

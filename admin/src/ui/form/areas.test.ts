import { areaList } from '@vant/area-data'
import { describe, expect, it } from 'vitest'
import { areasOf } from './areas'

const areas = areasOf(areaList)

describe('areas', () => {
  it('lead from a province to its cities and on to their districts', () => {
    expect(areas.provinces).toContain('浙江省')
    expect(areas.cities('浙江省')).toContain('杭州市')
    expect(areas.cities('浙江省')).not.toContain('南京市')
    expect(areas.districts('浙江省', '杭州市')).toContain('西湖区')
  })

  it('tell apart what has the same name elsewhere', () => {
    // There is a 鼓楼区 in Nanjing, and others in Fuzhou and Kaifeng; a 朝阳区 in Beijing and in Changchun.
    expect(areas.districts('江苏省', '南京市')).toContain('玄武区')
    expect(areas.districts('福建省', '福州市')).not.toContain('玄武区')
    expect(areas.districts('北京市', '北京市')).toContain('朝阳区')
    expect(areas.districts('吉林省', '长春市')).toContain('朝阳区')
  })

  it('have a place to choose on each floor, whichever way one goes', () => {
    for (const province of areas.provinces) {
      const cities = areas.cities(province)
      expect(cities, province).not.toEqual([])
      expect(new Set(cities).size, province).toBe(cities.length)
    }
  })

  it('are empty below what is not chosen or not known', () => {
    expect(areas.cities('')).toEqual([])
    expect(areas.cities('Atlantis')).toEqual([])
    expect(areas.districts('浙江省', '')).toEqual([])
    expect(areas.districts('浙江省', '南京市')).toEqual([])
    expect(areas.districts('', '杭州市')).toEqual([])
  })

  it('are empty until the list is there', () => {
    const none = areasOf({ province_list: {}, city_list: {}, county_list: {} })
    expect(none.provinces).toEqual([])
    expect(none.cities('浙江省')).toEqual([])
  })
})

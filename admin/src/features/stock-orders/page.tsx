import { ListPage } from '../../ui/list/ListPage'
import { stockOrders } from './resource'

export default function StockOrders() {
  return <ListPage resource={stockOrders} />
}

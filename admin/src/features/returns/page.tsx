import { ListPage } from '../../ui/list/ListPage'
import { returnOrders } from './resource'

export default function ReturnOrders() {
  return <ListPage resource={returnOrders} />
}

import { ListPage } from '../../ui/list/ListPage'
import { reverseOrders } from './resource'

export default function ReverseOrders() {
  return <ListPage resource={reverseOrders} />
}

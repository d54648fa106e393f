import { ListPage } from '../../ui/list/ListPage'
import { deliveryNotes } from './resource'

export default function DeliveryNotes() {
  return <ListPage resource={deliveryNotes} />
}

import { ListPage } from '../../ui/list/ListPage'
import { tickets } from './resource'

export default function Tickets() {
  return <ListPage resource={tickets} />
}

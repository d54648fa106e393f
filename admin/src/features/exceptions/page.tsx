import { ListPage } from '../../ui/list/ListPage'
import { exceptionCases } from './resource'

export default function ExceptionCases() {
  return <ListPage resource={exceptionCases} />
}

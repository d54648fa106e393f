import type { FieldProps } from '../../lib/resource'
import SubjectControl from './SubjectControl'

export default function RequiredSubject(props: FieldProps) {
  return <SubjectControl {...props} required />
}

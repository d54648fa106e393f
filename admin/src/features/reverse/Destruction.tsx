import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReverseOrderDetailQuery } from '../../gen/graphql'

type Order = NonNullable<ReverseOrderDetailQuery['document']>

export default function Destruction({ document }: { document: Order }) {
  const { t } = useTranslation()
  const { number, totalQuantity } = document
  return <Text size="sm">{t('reverse.destroyConsequence', { number, count: totalQuantity })}</Text>
}

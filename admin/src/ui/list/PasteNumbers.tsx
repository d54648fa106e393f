import { Button, Popover, Stack, Textarea } from '@mantine/core'
import { IconListNumbers } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../IconButton'
import { useOpening } from '../useOpening'

interface Props {
  numbers: string[]
  onFind: (text: string) => void
}

/** Many numbers at once, as they come out of a sheet or a scanner. */
export default function PasteNumbers({ numbers, onFind }: Props) {
  const { t } = useTranslation()
  const { target, opened, setOpened } = useOpening()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onFind(String(new FormData(event.currentTarget).get('numbers')))
    setOpened(false)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <IconButton
          ref={target}
          label={t('filter.many')}
          variant="default"
          size={30}
          onClick={() => setOpened(!opened)}
        >
          <IconListNumbers size={16} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <Textarea
              name="numbers"
              label={t('filter.many')}
              description={t('filter.manyHelp')}
              minRows={6}
              maxRows={12}
              autosize
              w={300}
              defaultValue={numbers.join('\n')}
              data-autofocus
            />
            <Button type="submit" size="xs">
              {t('filter.find')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

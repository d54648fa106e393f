import { Group, Input, Text } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'

const Evidence = lazy(async () => ({ default: (await import('../detail/Evidence')).Upload }))

interface Props {
  label: string
  description?: string | undefined
  required?: boolean | undefined
  error?: string | undefined
  documentId: string
  /** The evidence's id. */
  value: string | null
  onChange: (id: string) => void
}

/** Proof that is uploaded while the form is filled in. */
export function Certificate({
  label,
  description,
  required,
  error,
  documentId,
  value,
  onChange,
}: Props) {
  const [name, setName] = useState('')
  return (
    <Input.Wrapper label={label} description={description} required={required} error={error}>
      {value ? (
        <Group gap={6} mt={4} role="status">
          <IconCertificate size={18} aria-hidden />
          <Text size="sm">{name}</Text>
        </Group>
      ) : (
        <Suspense>
          <Evidence
            documentId={documentId}
            kind="CERTIFICATE"
            onUploaded={(id, file) => {
              setName(file)
              onChange(id)
            }}
          />
        </Suspense>
      )}
    </Input.Wrapper>
  )
}

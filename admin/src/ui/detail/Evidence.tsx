import {
  Alert,
  Anchor,
  Button,
  FileButton,
  Group,
  Image,
  Progress,
  Select,
  Stack,
  Text,
} from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperFragment } from '../../gen/graphql'
import { upload } from '../../lib/api'
import { bytes, dateTime, labelled } from '../../lib/format'
import { mayWrite, useViewer, useWords } from '../../lib/session'
import { useReason } from '../Failed'
import type { Document } from './document'

/** Files that prove what happened: shown, downloaded, added. */
export default function Evidence({
  document,
  onChanged,
}: {
  document: Document
  onChanged: () => void
}) {
  const { t } = useTranslation()
  const viewer = useViewer()
  return (
    <Stack gap="sm">
      {document.evidence.length === 0 && (
        <Text size="sm" className="quiet">
          {t('evidence.none')}
        </Text>
      )}
      {document.evidence.map((paper) => (
        <Paper key={paper.id} paper={paper} />
      ))}
      {mayWrite(viewer) && <Upload documentId={document.id} onUploaded={onChanged} />}
    </Stack>
  )
}

function Paper({ paper }: { paper: PaperFragment }) {
  const { t } = useTranslation()
  const { word } = useWords()
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      {paper.url && paper.mimeType.startsWith('image/') && paper.mimeType !== 'image/heic' && (
        <Image src={paper.url} alt={paper.fileName} w={72} h={72} fit="cover" radius="sm" />
      )}
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {paper.fileName}
        </Text>
        <Text size="xs" className="quiet">
          {word('EvidenceKind', paper.kind)} · {bytes(paper.sizeBytes)} ·{' '}
          {dateTime(paper.uploadedAt)} · {paper.uploadedBy.name}
        </Text>
        <Text size="xs" className="quiet" ff="monospace" title={paper.sha256}>
          SHA-256 {paper.sha256.slice(0, 16)}…
        </Text>
        {paper.url && (
          <Anchor
            href={paper.url}
            download
            size="sm"
            aria-label={labelled(t('evidence.download'), paper.fileName)}
          >
            <IconDownload size={14} aria-hidden /> {t('evidence.download')}
          </Anchor>
        )}
      </div>
    </Group>
  )
}

interface UploadProps {
  documentId: string
  /** Only one kind may be added here. */
  kind?: string
  onUploaded: (id: string, name: string) => void
}

export function Upload({ documentId, kind: only, onUploaded }: UploadProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const [kind, setKind] = useState(only ?? 'PHOTO')
  const [part, setPart] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const reason = useReason(error)
  const forget = useRef<() => void>(null)
  const send = async (file: File | null) => {
    if (!file) return
    setError(null)
    setPart(0)
    try {
      const { id } = await upload(file, kind, documentId, setPart)
      onUploaded(id, file.name)
    } catch (refused) {
      setError(refused)
    } finally {
      setPart(null)
      // The same file may be chosen again.
      forget.current?.()
    }
  }
  return (
    <Stack gap="xs">
      <Group align="end" gap="xs">
        {!only && (
          <Select
            size="xs"
            label={t('evidence.kind')}
            data={choices('EvidenceKind')}
            value={kind}
            onChange={(value) => value && setKind(value)}
            allowDeselect={false}
          />
        )}
        <FileButton
          onChange={(file) => void send(file)}
          accept="image/*,video/*,application/pdf"
          resetRef={forget}
        >
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={part !== null}
              leftSection={<IconUpload size={14} aria-hidden />}
            >
              {t('evidence.add')}
            </Button>
          )}
        </FileButton>
      </Group>
      {part !== null && <Progress value={part * 100} aria-label={t('evidence.sending')} />}
      {error !== null && (
        <Alert color="red" p="xs" role="alert">
          {reason}
        </Alert>
      )}
    </Stack>
  )
}

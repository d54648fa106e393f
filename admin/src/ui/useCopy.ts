import { useTranslation } from 'react-i18next'
import { notify } from './notify'

/** Copies a text, and says whether the browser let it. */
export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation()
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      await notify(t('copy.done'))
    } catch {
      await notify(t('copy.failed'), 'red')
    }
  }
}
